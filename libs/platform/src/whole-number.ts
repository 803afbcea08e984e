import { z } from 'zod';

/** A whole number as it is written in a variable of the environment. */
export function wholeNumber(lowest: number, highest: number) {
  const remedy = `give a whole number from ${lowest} to ${highest}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, remedy)
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, remedy);
}
