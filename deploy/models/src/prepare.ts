// `npm run data:prepare`: makes the file that models are trained on.
import { runCommand } from './command.js';
import { prepareCommand } from './prepare-command.js';

await runCommand(prepareCommand);
