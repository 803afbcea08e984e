import { z } from 'zod';

/** What a search rests on beside its question: the same question on the same basis has the same rounds and answer. */
export const searchBasisSchema = z.object({
  /** Of the mine's data. */
  dataFingerprint: z.string(),
  /** Version by target of the models that predict, by name; empty without models. */
  models: z.record(z.string(), z.string()),
});
export type SearchBasis = z.infer<typeof searchBasisSchema>;
