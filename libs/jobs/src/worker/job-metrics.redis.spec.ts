import { samplesOf } from '@mining-ops/platform/testing/metrics-text.js';
import type { JobClient } from '../client/job-client.js';
import { BrokenDependencyError, JobFailedError } from '../definitions/job-failure.js';
import { fanOut } from '../family/fan-out.js';
import { double, doublingJob, gate, JobBench, summingJob } from '../testing/job-bench.js';

const NO_KEY = { idempotencyKey: null, request: {} };

describe("a worker's metrics of its jobs", () => {
  let bench: JobBench;
  let client: JobClient;

  beforeEach(async () => {
    bench = new JobBench();
    client = await bench.client();
  });
  afterEach(() => bench.close());

  const run = async (value: number): Promise<void> => {
    const { jobId } = await client.enqueue(doublingJob, { value }, NO_KEY);
    await client.waitFor(doublingJob, jobId, 20_000);
  };
  const valueOf = async (name: string, wanted: Readonly<Record<string, string>> = {}): Promise<number> =>
    samplesOf(await bench.metrics.text())
      .filter((sample) => sample.name === name)
      .filter(({ labels }) =>
        Object.entries({ queue: 'doublings', ...wanted }).every(([k, v]) => labels[k] === v),
      )
      .reduce((sum, { value }) => sum + value, 0);

  it('stand at zero before the first job, so that a rate sees it', async () => {
    await bench.worker(double);
    expect(samplesOf(await bench.metrics.text())).toEqual(
      expect.arrayContaining([
        {
          name: 'mining_ops_job_run_seconds_count',
          labels: { queue: 'doublings', outcome: 'failed' },
          value: 0,
        },
        { name: 'mining_ops_jobs_stalled_total', labels: { queue: 'doublings' }, value: 0 },
      ]),
    );
  });

  it('count jobs by how they ended, with their wait, run and attempts', async () => {
    await bench.worker(double);
    for (const value of [1, 2, 3]) await run(value);
    expect(await valueOf('mining_ops_job_wait_seconds_count')).toBe(3);
    expect(await valueOf('mining_ops_job_run_seconds_count', { outcome: 'completed' })).toBe(3);
    expect(await valueOf('mining_ops_job_run_seconds_count', { outcome: 'failed' })).toBe(0);
    expect(await valueOf('mining_ops_job_attempts_bucket', { le: '1' })).toBe(3);
  });

  it('tell attempts that will be repeated from those that were the last', async () => {
    let calls = 0;
    await bench.worker(({ value }) => {
      calls += 1;
      if (calls < 3) return Promise.reject(new BrokenDependencyError('no data', 'DATA_GONE'));
      return Promise.resolve({ doubled: 2 * value });
    });
    await run(1);
    expect(await valueOf('mining_ops_job_run_seconds_count', { outcome: 'retried' })).toBe(2);
    expect(await valueOf('mining_ops_job_run_seconds_count', { outcome: 'completed' })).toBe(1);
    expect(await valueOf('mining_ops_job_failures_total', { code: 'DATA_GONE' })).toBe(2);
    expect(await valueOf('mining_ops_job_wait_seconds_count')).toBe(1);
    expect(await valueOf('mining_ops_job_attempts_sum')).toBe(3);
  });

  it('count the last of several broken attempts as a failure', async () => {
    await bench.worker(() => Promise.reject(new BrokenDependencyError('no data', 'DATA_GONE')));
    await run(1);
    expect(await valueOf('mining_ops_job_run_seconds_count', { outcome: 'retried' })).toBe(2);
    expect(await valueOf('mining_ops_job_run_seconds_count', { outcome: 'failed' })).toBe(1);
  });

  it('name failures by their codes, but no code that is none', async () => {
    const codes = ['NO_HISTORY', 'no code, a sentence with 7 words', 'X'.repeat(200)];
    await bench.worker(({ value }) => {
      const code = codes[value] ?? '';
      return Promise.reject(new JobFailedError({ code, message: 'm', field: null, kind: 'BAD_INPUT' }));
    });
    for (const value of codes.keys()) await run(value);
    expect(await valueOf('mining_ops_job_failures_total', { code: 'NO_HISTORY' })).toBe(1);
    expect(await valueOf('mining_ops_job_failures_total', { code: 'other' })).toBe(2);
  });

  it('count a cancelled job as cancelled, not as failed', async () => {
    const begun = gate();
    await bench.worker(async (_payload, { signal }) => {
      begun.open();
      await new Promise((_, reject) => {
        signal.addEventListener('abort', reject);
      });
      return { doubled: 0 };
    });
    const { jobId } = await client.enqueue(doublingJob, { value: 1 }, NO_KEY);
    await begun.opened;
    const ended = client.waitFor(doublingJob, jobId, 20_000);
    await client.cancel(jobId);
    await ended;
    expect(await valueOf('mining_ops_job_run_seconds_count', { outcome: 'cancelled' })).toBe(1);
    expect(await valueOf('mining_ops_job_failures_total')).toBe(0);
  });

  it('count a job with children once, from its first beginning to its end', async () => {
    await bench.worker(double);
    await bench.workOn(summingJob, async ({ values }, { resultsOf }) => {
      const done = await resultsOf(doublingJob);
      if (done.size === values.length)
        return { sum: [...done.values()].reduce((sum, { doubled }) => sum + doubled, 0) };
      return fanOut(
        doublingJob,
        values.map((value, i) => ({ key: `n${i}`, payload: { value } })),
      );
    });
    const { jobId } = await client.enqueue(summingJob, { values: [1, 2] }, NO_KEY);
    await client.waitFor(summingJob, jobId, 20_000);
    expect(await valueOf('mining_ops_job_wait_seconds_count', { queue: 'sums' })).toBe(1);
    expect(await valueOf('mining_ops_job_run_seconds_count', { queue: 'sums' })).toBe(1);
    expect(await valueOf('mining_ops_job_attempts_sum', { queue: 'sums' })).toBe(1);
    expect(await valueOf('mining_ops_job_run_seconds_count')).toBe(2);
  });
});
