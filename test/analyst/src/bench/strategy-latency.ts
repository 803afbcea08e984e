import type { ScriptedOllama } from '@mining-ops/analyst/testing/scripted-ollama.js';

export interface StrategyLatency {
  readonly aloneMs: readonly number[];
  /** With the chats waiting. */
  readonly besideMs: readonly number[];
}

/**
 * Times strategy requests with and without chats that wait, in turn, so that whatever else the machine does meets both
 * alike.
 *
 * @param waiting questions that wait for a worker meanwhile
 * @param inProgress questions that the analyst has in progress beside them
 */
export async function measureStrategies(
  url: string,
  ollama: ScriptedOllama,
  {
    waiting,
    inProgress,
    rounds,
    requests,
  }: Readonly<Record<'waiting' | 'inProgress' | 'rounds' | 'requests', number>>,
): Promise<StrategyLatency> {
  ollama.script = () => ({ words: ['Sebentar'], end: 'never' });
  const [aloneMs, besideMs]: [number[], number[]] = [[], []];
  let seed = 1;
  const timed = async (into: number[]): Promise<void> => {
    for (let i = 0; i < requests; i += 1) into.push(await strategyMs(url, (seed += 1)));
  };
  await timed([]); // warms up
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0;
    if (first) await timed(aloneMs);
    const jobs = await Promise.all(Array.from({ length: waiting + inProgress }, (_, i) => enqueue(url, i)));
    await ollama.untilInProgress(inProgress); // the rest waits
    await timed(besideMs);
    // The last to come first: one that waits must not begin when one that runs is called off.
    for (const jobId of jobs.reverse()) await fetch(`${url}/v1/jobs/${jobId}`, { method: 'DELETE' });
    await ollama.untilInProgress(0);
    if (!first) await timed(aloneMs);
  }
  return { aloneMs, besideMs };
}

async function strategyMs(url: string, seed: number): Promise<number> {
  const startedMs = performance.now();
  const response = await post(`${url}/get_top_3_strategies`, {
    fixed_conditions: {
      weatherCondition: 'Hujan Ringan',
      simulation_start_date: '2026-11-24T00:00:00Z',
      target_road_id: 'cmhsbjn8x02s2maft90hi31ty',
      target_excavator_id: 'cmhsbjpma05ddmaft5kv95dom',
    },
    decision_variables: { alokasi_truk: [6, 8, 10, 12], jumlah_excavator: [1, 2] },
    seed,
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`a strategy request failed with ${response.status}`);
  return performance.now() - startedMs;
}

async function enqueue(url: string, i: number): Promise<string> {
  const response = await post(`${url}/v1/chats`, { question: `pertanyaan ${i}` });
  if (response.status !== 202) throw new Error(`a question was refused with ${response.status}`);
  return ((await response.json()) as { jobId: string }).jobId;
}

async function post(url: string, body: object): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
