// Prints what an event of TRUTHS T6 and T7 costs and where that goes: node deploy/run.mjs @mining-ops/bench/time-split.js
import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { exponential } from '@mining-ops/des/distributions/exponential.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { runOnKernel, T6, T6_PER_MIN, T7, T7_PER_MIN } from './closed-network.js';
import { median } from './result.js';

const ROUNDS = 9;
const EVENTS = 4_000_000;
const EVENTS_A_CYCLE = 4;
/** Of a truck that does not queue: 12 min there, 8 back, 3 loading, 1 dumping. Little's law makes of it who is pending. */
const PENDING_MIN_A_CYCLE = 24;
/** So many that a processor cannot learn by heart which way the heap's comparisons go. */
const DELAYS = 2 ** 16;

const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
const delays = Float64Array.from({ length: DELAYS }, () => exponential(stream, PENDING_MIN_A_CYCLE));
const delayOf = (i: number): number => delays[i & (DELAYS - 1)] ?? NaN;
/** Sums go here, so that the engine cannot leave out what they are made of. */
let sink = 0;

function uniforms(): void {
  let sum = 0;
  for (let i = 0; i < EVENTS; i += 1) sum += stream.uniform();
  sink += sum;
}

function exponentials(): void {
  let sum = 0;
  for (let i = 0; i < EVENTS; i += 1) sum += exponential(stream, 1);
  sink += sum;
}

/** The hold model: take the next event, schedule another one, with delays drawn beforehand. */
function holds(pending: number): () => void {
  const calendar = new EventCalendar(pending);
  for (let i = 0; i < pending; i += 1) calendar.schedule(delayOf(i), 0, i);
  return () => {
    for (let i = 0; i < EVENTS; i += 1) {
      calendar.advance();
      calendar.schedule(calendar.now + delayOf(i), 0, calendar.entity);
    }
    sink += calendar.now;
  };
}

/** Median time of each piece of work, ns an event, in rounds that take turns. */
function measure(works: Readonly<Record<string, () => void>>): Readonly<Record<string, number>> {
  const times = Object.entries(works).map(([name, work]) => ({ name, work, ns: [] as number[] }));
  for (const { work } of times) work();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { work, ns } of times) {
      const startMs = performance.now();
      work();
      ns.push(((performance.now() - startMs) * 1e6) / EVENTS);
    }
  }
  return Object.fromEntries(times.map(({ name, ns }) => [name, median(ns)]));
}

for (const [name, network, perMin] of [
  ['T6', T6, T6_PER_MIN],
  ['T7', T7, T7_PER_MIN],
] as const) {
  const pending = Math.round(PENDING_MIN_A_CYCLE * perMin);
  const {
    whole = NaN,
    uniform = NaN,
    draw = NaN,
    hold = NaN,
  } = measure({
    whole: () => {
      sink += runOnKernel(network, EVENTS / EVENTS_A_CYCLE, 1).perMin;
    },
    uniform: uniforms,
    draw: exponentials,
    hold: holds(pending),
  });
  const parts = [
    ['uniform number', uniform],
    ['logarithm', draw - uniform],
    [`calendar, ${pending} pending`, hold],
    ['pools and model', whole - draw - hold],
  ] as const;
  process.stdout.write(`${name}: ${whole.toFixed(1)} ns an event\n`);
  for (const [part, ns] of parts)
    process.stdout.write(`  ${part.padEnd(24)}${ns.toFixed(1).padStart(6)} ns  ${(ns / whole).toFixed(2)}\n`);
}
if (!Number.isFinite(sink)) throw new Error('a measured loop computed no number');
