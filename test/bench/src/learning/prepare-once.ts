// Prepares the training data of a folder, in a process of its own so that its memory can be told; says what it took.
import { prepareTrainingData } from '@mining-ops/learning/preparation/prepare-training-data.js';

const [dataDir = ''] = process.argv.slice(2);
const startMs = performance.now();
const { activities } = await prepareTrainingData({ dataDir });
process.send?.({
  rowsRead: activities.rowsRead,
  rowsUsed: activities.rowsUsed,
  seconds: (performance.now() - startMs) / 1000,
  peakMib: process.resourceUsage().maxRSS / 1024,
});
