import { gate, doublingJob, JobBench } from '../testing/job-bench.js';
import type { JobClient } from './job-client.js';
import type { JobEvent } from './job-view.js';

const NO_KEY = { idempotencyKey: null, request: 0 };

describe('what a job says while it runs', () => {
  let bench: JobBench;
  let client: JobClient;

  beforeEach(async () => {
    bench = new JobBench();
    client = await bench.client();
  });
  afterEach(() => bench.close());

  async function collect(jobId: string, lastEventId: string | null = null): Promise<JobEvent[]> {
    const events: JobEvent[] = [];
    for await (const event of client.events(jobId, lastEventId, new AbortController().signal))
      events.push(event);
    return events;
  }

  const said = (events: readonly JobEvent[]): unknown[] =>
    events.filter(({ type }) => type === 'token' || type === 'replace').map(({ type, data }) => [type, data]);

  it('is heard in its order, between the start and the end', async () => {
    await bench.worker(async ({ value }, { say }) => {
      for (const text of ['Opsi ', '1']) await say({ type: 'token', text });
      await say({ type: 'replace', text: 'Opsi 2', reason: 'TEST' });
      return { doubled: 2 * value };
    });
    const { jobId } = await client.enqueue(doublingJob, { value: 1 }, NO_KEY);
    const events = await collect(jobId, '0-0');
    expect(said(events)).toEqual([
      ['token', { text: 'Opsi ' }],
      ['token', { text: '1' }],
      ['replace', { text: 'Opsi 2', reason: 'TEST' }],
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'completed', data: { doubled: 2 } });
  });

  it('is heard whole by one who comes in the middle, nothing twice', async () => {
    const [half, late] = [gate(), gate()];
    await bench.worker(async ({ value }, { say }) => {
      await say({ type: 'token', text: 'a' });
      await say({ type: 'token', text: 'b' });
      half.open();
      await late.opened;
      await say({ type: 'token', text: 'c' });
      return { doubled: 2 * value };
    });
    const { jobId } = await client.enqueue(doublingJob, { value: 1 }, NO_KEY);
    await half.opened;
    const events: JobEvent[] = [];
    for await (const event of client.events(jobId, null, new AbortController().signal)) {
      events.push(event);
      if (said(events).length === 2) late.open();
    }
    expect(said(events)).toEqual(['a', 'b', 'c'].map((text) => ['token', { text }]));
    expect(events.map(({ id }) => id)).toEqual([...new Set(events.map(({ id }) => id))]);
  });

  it('is nobody else’s: each job has its own', async () => {
    await bench.worker(async ({ value }, { say }) => {
      await say({ type: 'token', text: String(value) });
      return { doubled: 2 * value };
    }, 2);
    const jobs = await Promise.all([1, 2].map((value) => client.enqueue(doublingJob, { value }, NO_KEY)));
    const heard = await Promise.all(jobs.map(({ jobId }) => collect(jobId, '0-0')));
    expect(heard.map(said)).toEqual([[['token', { text: '1' }]], [['token', { text: '2' }]]]);
  });
});
