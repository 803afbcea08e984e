// `npm run models:validate`: judges the newest versions, and serves the promoted ones.
import { runCommand } from './command.js';
import { validateCommand } from './validate-command.js';

await runCommand(validateCommand);
