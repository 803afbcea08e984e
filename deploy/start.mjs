// `npm start`: builds what is not built, then starts the whole system on this machine.
import { build } from './build.mjs';

await build();
await import('@mining-ops/local/start.js');
