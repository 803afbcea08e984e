// For the Dockerfile: `node deploy/run.mjs @mining-ops/containers/image/main.js TARGET APP…` makes a folder TARGET/APP of each.
import path from 'node:path';
import { assemble } from './assemble.js';

const MEGABYTE = 1_000_000;
const [target, ...apps] = process.argv.slice(2);
if (target === undefined || apps.length === 0) {
  process.stderr.write('usage: node deploy/run.mjs @mining-ops/containers/image/main.js TARGET APP…\n');
  process.exit(2);
}
for (const app of apps) {
  const { files, bytes } = await assemble(app, process.cwd(), path.resolve(target, app));
  process.stdout.write(`${app}: ${files} files, ${Math.round(bytes / MEGABYTE)} MB\n`);
}
