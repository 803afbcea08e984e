// `npm run data:sample`: writes the sample mine, or prints how well any model could do on it.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite } from '@mining-ops/fleet-data/atomic-write.js';
import { limitsOf } from './limits/limits.js';
import { limitsTable } from './limits/limits-table.js';
import { HELP, readOptions, type Options } from './options.js';
import { makeSampleMine } from './sample-mine.js';

async function write({ outDir, seed }: Options): Promise<void> {
  await mkdir(outDir, { recursive: true });
  for (const [file, text] of makeSampleMine(seed).files) {
    const target = path.join(outDir, file);
    await atomicWrite(target, text);
    process.stdout.write(
      `${target}: ${text.split('\n').length - 2} rows, ${Buffer.byteLength(text)} bytes\n`,
    );
  }
}

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options.action === 'help') process.stdout.write(HELP);
  else if (options.action === 'print-limits') {
    process.stdout.write(limitsTable(limitsOf(makeSampleMine(options.seed))));
  } else await write(options);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
