import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { BenchmarkResult } from './result.js';

const storedResultSchema = z.object({
  name: z.string(),
  unit: z.string(),
  value: z.number(),
  ratios: z.record(z.string(), z.number()),
  target: z.string(),
  met: z.boolean(),
  notes: z.array(z.string()),
  /** Of the code that was measured: benchmarks can be run one by one. */
  commit: z.string(),
});
export type StoredResult = z.infer<typeof storedResultSchema>;

const fileSchema = z.object({
  machine: z.record(z.string(), z.unknown()),
  results: z.array(storedResultSchema),
});

/** Results as they are to be stored: new ones in the place of old ones, in the order of `names`; others are no more. */
export function mergeResults(
  old: readonly StoredResult[],
  fresh: readonly StoredResult[],
  names: readonly string[],
): StoredResult[] {
  return names.flatMap((name) => {
    const found = fresh.find((one) => one.name === name) ?? old.find((one) => one.name === name);
    return found ? [found] : [];
  });
}

/** Writes results into the file, whole or not at all. Those of another machine that it has are dropped. */
export async function writeResults(
  file: string,
  machine: Readonly<Record<string, unknown>>,
  commit: string,
  fresh: readonly BenchmarkResult[],
  names: readonly string[],
): Promise<void> {
  const before = await readStored(file);
  const same = before && JSON.stringify(before.machine) === JSON.stringify(machine);
  const results = mergeResults(
    same ? before.results : [],
    fresh.map((result) => ({ ...result, notes: [...result.notes], commit })),
    names,
  );
  await writeFile(`${file}.tmp`, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  await rename(`${file}.tmp`, file);
}

async function readStored(file: string): Promise<z.infer<typeof fileSchema> | null> {
  try {
    return fileSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch {
    return null; // there is none yet
  }
}
