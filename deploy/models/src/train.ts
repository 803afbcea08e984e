// `npm run models:train`: learns a new version of each model.
import { runCommand } from './command.js';
import { trainCommand } from './train-command.js';

await runCommand(trainCommand);
