// What `npm test` runs once all is built.
import { processEnvironment } from '@mining-ops/platform/config.js';
import { repositoryRoot } from './repository-root.js';
import { runTests } from './test-run.js';

try {
  const args = process.argv.slice(2);
  process.exit(await runTests({ root: repositoryRoot(), environment: processEnvironment(), args }));
} catch (error) {
  process.stderr.write(
    `the tests could not be run: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
