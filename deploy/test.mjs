// `npm test`: builds what is not built, provides a private Redis, runs every test with it.
// Arguments go to Jest: `npm test -- libs/des`.
import { build } from './build.mjs';

await build();
await import('@mining-ops/local/run-tests.js');
