// What `npm start` runs once all is built.
import { environmentOf } from '@mining-ops/platform/config.js';
import { launch } from './launch.js';
import { repositoryRoot } from './repository-root.js';
import { servicesOf } from './services.js';

const root = repositoryRoot();
process.exit(await launch({ root, environment: environmentOf(root), servicesOf }));
