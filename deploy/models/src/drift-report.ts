// `npm run drift:report`: says whether the models' inputs and answers are still what they were.
import { runCommand } from './command.js';
import { driftReportCommand } from './drift-report-command.js';

await runCommand(driftReportCommand);
