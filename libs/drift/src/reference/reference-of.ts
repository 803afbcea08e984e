import type { ReferenceProfile } from '@mining-ops/learning/training/profile.js';
import { toSixDigits, type Column, type NumberColumn, type Sample } from '../sample/sample.js';

/** The profile of a version that serves. */
export interface TargetProfile {
  /** The prediction's column in the log. */
  readonly column: string;
  /** False: the base rate serves, which is one number; there is nothing to compare. */
  readonly skill: boolean;
  readonly profile: ReferenceProfile;
}

/**
 * The rows that windows are compared with: those that the profiles keep of the training data, with what was predicted of
 * them. Features are the first profile's; predictions are in its rows where they were made of the same ones.
 */
export function referenceOf(profiles: readonly [TargetProfile, ...TargetProfile[]]): Sample {
  const [{ profile }] = profiles;
  const { numeric, categorical, prediction } = profile.sample;
  const rows = prediction.length;
  const features: Column[] = [
    ...Object.entries(numeric).map(([name, values]): NumberColumn => ({
      ...{ kind: 'number', role: 'feature', name, isInRow: true },
      values: Float64Array.from(values, (value) => (value === null ? Number.NaN : toSixDigits(value))),
    })),
    ...Object.entries(categorical).map(([name, { levels, codes }]): Column => ({
      ...{ kind: 'category', role: 'feature', name, levels, unseen: [] },
      codes: Int32Array.from(codes),
    })),
  ];
  const predictions = profiles
    .filter(({ skill }) => skill)
    .map(({ column, profile: own }): NumberColumn => ({
      ...{ kind: 'number', role: 'prediction', name: column, isInRow: hasSameRows(own, profile) },
      values: Float64Array.from(own.sample.prediction, toSixDigits),
    }));
  return { rows, columns: [...features, ...predictions] };
}

function hasSameRows(one: ReferenceProfile, other: ReferenceProfile): boolean {
  if (one === other) return true;
  const features = ({ sample: { numeric, categorical } }: ReferenceProfile): string =>
    JSON.stringify([numeric, categorical]);
  return features(one) === features(other);
}
