import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { median, type Benchmark } from '../result.js';
import { withSystem, type BenchSystem } from './bench-system.js';
import { readmeRequest } from './questions.js';

const PAIRS = 100;
const WARM_UP = 10;
const MOST_PCT = 10;
const COMMON = { ANSWER_CACHE_S: '0', SIMULATOR_THREADS: '1', LOG_LEVEL: 'info' };

/**
 * The same questions to two systems, one of which sends traces to a collector: what the traces add to a request, and
 * that they change no answer. In turn, so that whatever else the machine does meets both alike.
 */
export const tracingCost: Benchmark = {
  name: 'strategy/tracing',
  run: () =>
    withCollector((collector) =>
      withSystem(COMMON, (without) =>
        withSystem({ ...COMMON, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, async (traced) => {
          for (let seed = 1; seed <= WARM_UP; seed += 1) await askBoth(without, traced, seed);
          const pairs: { readonly offMs: number; readonly onMs: number; readonly same: boolean }[] = [];
          for (let i = 1; i <= PAIRS; i += 1) pairs.push(await askBoth(without, traced, WARM_UP + i));
          const same = pairs.every((pair) => pair.same);
          const offMs = median(pairs.map((pair) => pair.offMs));
          const addedMs = median(pairs.map((pair) => pair.onMs - pair.offMs));
          const addedPct = (addedMs / offMs) * 100;
          return {
            name: 'strategy/tracing',
            unit: '% longer with traces (median of pairs)',
            value: addedPct,
            ratios: {},
            target: `the same answers, at most ${MOST_PCT}% longer`,
            met: same && addedPct <= MOST_PCT && collector.exports() > 0,
            notes: [
              `${addedMs.toFixed(1)} ms of ${offMs.toFixed(1)} ms, ${PAIRS} pairs`,
              same ? 'the same answers' : 'answers DIFFER',
            ],
          };
        }),
      ),
    ),
};

async function askBoth(
  without: BenchSystem,
  traced: BenchSystem,
  seed: number,
): Promise<{ readonly offMs: number; readonly onMs: number; readonly same: boolean }> {
  const request = readmeRequest(seed);
  const first = seed % 2 === 0 ? without : traced;
  const a = await first.ask(request);
  const b = await (first === without ? traced : without).ask(request);
  const [off, on] = first === without ? [a, b] : [b, a];
  return { offMs: off.durationMs, onMs: on.durationMs, same: isDeepStrictEqual(off.body, on.body) };
}

/** Takes whatever it is sent. */
async function withCollector<T>(
  run: (collector: { readonly url: string; exports(): number }) => Promise<T>,
): Promise<T> {
  let taken = 0;
  const server = createServer((request, response) => {
    taken += 1;
    request.resume().on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return await run({ url: `http://127.0.0.1:${port}`, exports: () => taken });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
