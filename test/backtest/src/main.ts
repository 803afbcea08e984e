// `npm run backtest`: compares simulated with recorded shifts, and fails where a target is missed.
import { atomicWrite } from '@mining-ops/fleet-data/atomic-write.js';
import { FleetDataError, messageOf } from '@mining-ops/fleet-data/fleet-data-error.js';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { NoHistoryError } from '@mining-ops/haulage/calibration/multiplicative-fit.js';
import { InvalidDefinitionError } from '@mining-ops/haulage/definition/definition-fault.js';
import { backtest, BacktestError } from './backtest.js';
import { OptionsError, readOptions, USAGE, type RunOptions } from './options.js';
import { reportOf } from './report.js';

const TARGET_MISSED = 1;
const NOTHING_COMPARED = 2;

async function run({ dataDir, jsonFile, ...settings }: RunOptions): Promise<number> {
  const store = new SnapshotStore({ dataDir, quarantineDir: null });
  try {
    const { split, replications, seed, folds } = settings;
    const result = backtest(await store.current(), { split, replications, seed, folds });
    process.stdout.write(reportOf(result));
    if (jsonFile !== null) await writeJson(jsonFile, result);
    return result.isMet ? 0 : TARGET_MISSED;
  } finally {
    await store.close();
  }
}

async function writeJson(file: string, value: unknown): Promise<void> {
  try {
    await atomicWrite(file, `${JSON.stringify(value, null, 2)}\n`);
  } catch (error) {
    throw new OptionsError(
      `--json ${file} cannot be written: ${messageOf(error)}; name a file in a folder that exists and is yours`,
    );
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.command === 'help') process.stdout.write(USAGE);
  else process.exitCode = await run(options);
} catch (error) {
  const isExpected =
    error instanceof OptionsError ||
    error instanceof BacktestError ||
    error instanceof FleetDataError ||
    error instanceof NoHistoryError ||
    error instanceof InvalidDefinitionError;
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = NOTHING_COMPARED;
}
