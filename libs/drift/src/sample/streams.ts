/** Purposes of random streams; one list, so that none is used twice. */
export const PURPOSE = { resamples: 0, questionRow: 1, classifierRows: 2, folds: 3 } as const;
