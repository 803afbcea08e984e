import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { ValidationError } from '@mining-ops/learning/gate/validate-models.js';
import { RegistryError } from '@mining-ops/learning/registry/current-versions.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { ConfigError } from '@mining-ops/platform/config-error.js';
import { environmentOf, loadConfig, type Config } from '@mining-ops/platform/config.js';
import { OptionsError } from './options.js';
import { ProgressBar } from './progress-bar.js';

/** What a command gets to work with. */
export interface CommandContext {
  readonly config: Pick<
    Config,
    'port' | 'dataDir' | 'modelsDir' | 'logsDir' | 'driftWindowRows' | 'driftWindowDays'
  >;
  readonly bar: ProgressBar;
  /** Aborted when the user interrupts the command. */
  readonly signal: AbortSignal;
}

/** A command: from its arguments to the text that it answers. */
export type Command = (args: readonly string[], context: CommandContext) => Promise<string>;

const FAILED = 1;
const INTERRUPTED = 130;

/** Runs a command with this process's arguments. Expected failures are printed as one message, without a stack. */
export async function runCommand(command: Command): Promise<void> {
  const bar = new ProgressBar();
  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    interrupt.abort(new InterruptedError('interrupted; what was finished is kept, nothing is half done'));
  });
  try {
    const config = loadConfig(environmentOf(process.cwd()));
    const answer = await command(process.argv.slice(2), { config, bar, signal: interrupt.signal });
    bar.end();
    process.stdout.write(answer);
  } catch (error) {
    bar.end();
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof InterruptedError ? INTERRUPTED : FAILED;
  }
}

class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

const isExpected = (error: unknown): error is Error =>
  error instanceof OptionsError ||
  error instanceof FleetDataError ||
  error instanceof ModelFilesError ||
  error instanceof RegistryError ||
  error instanceof ValidationError ||
  error instanceof ConfigError ||
  error instanceof InterruptedError;
