// `npm run models:rollback`: goes back to the versions that were served before.
import { runCommand } from './command.js';
import { rollbackCommand } from './rollback-command.js';

await runCommand(rollbackCommand);
