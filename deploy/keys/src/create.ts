// `npm run keys:create`: makes an API key.
import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { ConfigError } from '@mining-ops/platform/config-error.js';
import { createKey } from './create-key.js';
import { OptionsError, readOptions, USAGE } from './options.js';

try {
  const options = readOptions(process.argv.slice(2));
  process.stdout.write(options.command === 'help' ? USAGE : await createKey(options));
} catch (error) {
  const expected =
    error instanceof OptionsError ||
    error instanceof ConfigError ||
    error instanceof FleetDataError || // the file's lock is held by another
    (error instanceof Error && 'syscall' in error); // a folder or file that cannot be written
  if (!expected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
