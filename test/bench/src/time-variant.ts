// Run by time-split.ts, once for every variant, so that the engine compiles each for itself:
// node time-variant.js NETWORK VARIANT prints the processor's ns an event, of several rounds the fewest.
import { exponential } from '@mining-ops/des/distributions/exponential.js';
import { minusLogOneMinus } from '@mining-ops/des/distributions/minus-log.js';
import { KERNEL, runOnKernel, T6, T7, type Parts } from './closed-network.js';
import { emptyRecording, RecordingCalendar, ReplayCalendar } from './recorded-calendar.js';
import { TabledStream } from './tabled-stream.js';

const ROUNDS = 5;
const CYCLES = 300_000;
/** And a few for customers that are on their way when the run ends. */
const EVENTS = 4 * CYCLES + 1_000;

const [, , networkName, variant = ''] = process.argv;
const network = networkName === 'T7' ? T7 : T6;

const tabledUniforms: Parts = {
  ...KERNEL,
  draw: (stream, mean) => mean * minusLogOneMinus(stream.uniform()),
  streamOf: (seed, purpose) => new TabledStream(KERNEL.streamOf(seed, purpose), (stream) => stream.uniform()),
};
const tabledDraws: Parts = {
  ...KERNEL,
  streamOf: (seed, purpose) =>
    new TabledStream(KERNEL.streamOf(seed, purpose), (stream) => exponential(stream, 1)),
  draw: (stream, mean) => mean * stream.uniform(),
};

function replayed(): Parts {
  const recording = emptyRecording(EVENTS);
  runOnKernel(network, CYCLES, 1, {
    ...tabledDraws,
    calendarFor: (pending) => new RecordingCalendar(pending, recording),
  });
  return { ...tabledDraws, calendarFor: () => new ReplayCalendar(recording) };
}

const VARIANTS: Readonly<Record<string, () => Parts>> = {
  whole: () => KERNEL,
  'uniforms from a table': () => tabledUniforms,
  'draws from a table': () => tabledDraws,
  'events from a recording': replayed,
};

const parts = VARIANTS[variant]?.();
if (!parts) throw new RangeError(`there is no variant "${variant}": ${Object.keys(VARIANTS).join(', ')}`);
const ns: number[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const start = process.cpuUsage().user;
  runOnKernel(network, CYCLES, 1, parts);
  ns.push(((process.cpuUsage().user - start) * 1_000) / (4 * CYCLES));
}
process.stdout.write(String(Math.min(...ns.slice(1))));
