// `npm run validate:truths`: prints every case, and fails where one is missed.
import { familyView } from './judge/family-view.js';
import { judgeAll } from './judge/judge-all.js';
import { verdictTable } from './judge/verdict-table.js';

const verdicts = judgeAll();
const missed = verdicts.filter(({ miss }) => miss !== null).length;
process.stdout.write(verdictTable(verdicts));
process.stdout.write(`${familyView(verdicts)}\n`);
process.stdout.write(`${verdicts.length - missed} of ${verdicts.length} met\n`);
if (missed > 0) process.exitCode = 1;
