// Builds what is not built, then runs one of the workspaces' programs: node deploy/run.mjs MODULE [arguments].
import { build } from './build.mjs';

const [, , module] = process.argv;
if (!module) {
  console.error('usage: node deploy/run.mjs MODULE [arguments], for example @mining-ops/sample-mine/main.js');
  process.exit(2);
}
process.argv.splice(1, 2, module);
await build();
await import(module);
