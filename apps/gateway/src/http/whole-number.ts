import { z } from 'zod';

/** A number of the query. What is none stays as it was written, so that the refusal can show it. */
export const wholeNumber = (min: number, max: number) =>
  z.preprocess(
    (given) => (typeof given === 'string' && /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : given),
    z.int().min(min).max(max),
  );
