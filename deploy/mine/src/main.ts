import { DISPATCH_RULES } from '@mining-ops/haulage/dispatch/all-rules.js';
import { InvalidDefinitionError } from '@mining-ops/haulage/definition/definition-fault.js';
import type { MineDefinition } from '@mining-ops/haulage/definition/mine-definition.js';
import { mineJsonSchema } from '@mining-ops/haulage/json/mine-json-schema.js';
import { summariseMine, type MineSummary } from '@mining-ops/haulage/kpi/summarise.js';
import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import { z } from 'zod';
import { OptionsError, readOptions, USAGE, type Options } from './options.js';
import { MineFileError, readMine } from './read-mine.js';
import { comparisonOf, reportOf } from './report.js';

async function run(options: Extract<Options, { command: 'run' }>): Promise<string> {
  const { file, format, replications, seed, rule, json } = options;
  const { mine, notes } = await readMine(file, format);
  const summarise = (definition: MineDefinition): MineSummary =>
    summariseMine(compileMine(definition), seed, replications);
  const { durationSource } = mine;
  const head = notes.map((note) => `note: ${note}\n`).join('');
  if (rule === 'all') {
    const summaries = new Map(
      DISPATCH_RULES.map(({ name }) => [name, summarise({ ...mine, dispatchRule: name })]),
    );
    return json
      ? asJson({ durationSource, rules: Object.fromEntries(summaries) })
      : head + comparisonOf(summaries, durationSource);
  }
  const summary = summarise(rule === null ? mine : { ...mine, dispatchRule: rule });
  return json ? asJson({ durationSource, ...summary }) : head + reportOf(summary, durationSource);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function schema(): string {
  return asJson(z.toJSONSchema(mineJsonSchema, { io: 'input' }));
}

async function answer(options: Options): Promise<string> {
  switch (options.command) {
    case 'help':
      return USAGE;
    case 'schema':
      return schema();
    case 'run':
      return await run(options);
  }
}

try {
  process.stdout.write(await answer(readOptions(process.argv.slice(2))));
} catch (error) {
  const expected =
    error instanceof OptionsError ||
    error instanceof MineFileError ||
    error instanceof InvalidDefinitionError;
  if (!expected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
