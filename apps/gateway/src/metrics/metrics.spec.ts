import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { QueueUnreachableError } from '@mining-ops/jobs/client/queue-unreachable-error.js';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { csvOf, tableCsv, usableRow, writeMine } from '@mining-ops/fleet-data/testing/small-mine.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { loadConfig } from '@mining-ops/platform/config.js';
import { digestOfKey, newApiKey } from '@mining-ops/platform/sign-in/api-key.js';
import { writeKeyEntry } from '@mining-ops/platform/sign-in/key-entries.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { samplesOf, type Sample } from '@mining-ops/platform/testing/metrics-text.js';
import type { GatewayParts } from '../gateway.module.js';
import { noQueue } from '../testing/no-queue.js';
import { TestGateway } from '../testing/test-gateway.js';

const DURATION = 'mining_ops_http_request_duration_seconds';

describe("the gateway's metrics", () => {
  const temporaryFolder = temporaryFolders();
  let dataDir: string;
  let store: SnapshotStore;
  let gateway: TestGateway;

  async function begin(changes: Partial<GatewayParts> = {}): Promise<void> {
    dataDir = await temporaryFolder();
    await writeMine(dataDir, {
      trucks: tableCsv('trucks', { id: 't1' }, { id: 't2' }),
      roads: csvOf([usableRow.roads, { ...usableRow.roads, id: 'r2', distance: '-3' }]),
    });
    store = new SnapshotStore({ dataDir, quarantineDir: null, wait: () => Promise.resolve() });
    await store.current();
    gateway = await TestGateway.of({
      config: loadConfig({}),
      jobs: noQueue(),
      store,
      keys: null,
      ...changes,
    });
  }
  afterEach(async () => {
    await gateway.stop();
    await store.close();
  });

  const scrape = async (): Promise<Sample[]> => {
    const answer = await gateway.send('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    return samplesOf(answer.text);
  };
  const valueOf = (samples: readonly Sample[], name: string, labels: Sample['labels'] = {}): number | null =>
    samples.find(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    )?.value ?? null;

  it('count requests by the route that is declared, the method and the status', async () => {
    await begin();
    await gateway.send('/v1/fleet/trucks?limit=1');
    await gateway.send('/v1/fleet/roads');
    await gateway.send('/v1/fleet/helicopters');
    const samples = await scrape();
    const route = '/v1/fleet/:table';
    expect(valueOf(samples, `${DURATION}_count`, { route, method: 'GET', status: '200' })).toBe(2);
    expect(valueOf(samples, `${DURATION}_count`, { route, method: 'GET', status: '422' })).toBe(1);
    expect(valueOf(samples, 'mining_ops_http_problems_total', { status: '422' })).toBe(1);
    expect(valueOf(samples, 'mining_ops_http_requests_in_flight')).toBe(1); // the scrape itself
  });

  it('have no more series whatever paths, methods and headers are thrown at them', async () => {
    await begin();
    const word = (): string => randomUUID().slice(0, 8);
    const methods = [
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'PROPFIND',
      'MKCOL',
      'LOCK',
      'PURGE',
    ];
    const shapes = [
      () => `/${word()}/${word()}`,
      () => `/v1/fleet/${word()}`,
      () => `/metrics/${word()}?${word()}=${word()}`,
      () => `/docs/${word()}.js`,
      () => `/%2e%2e/${word()}%00`,
      () => `//${word()}`,
      () => `/v1/fleet/trucks?limit=${word()}`,
    ];
    const attack = async (requests: number): Promise<void> => {
      for (let i = 0; i < requests; i += 1) {
        const method = methods[i % methods.length] ?? 'GET';
        const path = shapes[i % shapes.length]?.() ?? '/';
        await raw(gateway.url, method, path, { 'x-request-id': word() });
      }
    };
    await attack(210); // each method meets each shape
    await scrape(); // is a request, too
    // Those of Node.js come one by one, as kinds of garbage collection are first needed.
    const own = async (): Promise<Sample[]> =>
      (await scrape()).filter(({ name }) => name.startsWith('mining_ops_'));
    const before = (await own()).length;
    await attack(420);
    const samples = await own();
    expect(samples).toHaveLength(before);
    const seen = (label: string): string[] =>
      [...new Set(samples.flatMap(({ labels }) => labels[label] ?? []))].sort();
    expect(seen('method')).toEqual(['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'other']);
    expect(
      seen('route').filter((route) => !/^(unmatched|\/metrics|\/v1\/fleet\/:table|\/docs.*)$/.test(route)),
    ).toEqual([]);
    expect(seen('route').length).toBeLessThan(8);
  });

  it('resolve the targets: each is a bound of the buckets, and a metric of its own', async () => {
    await begin({ config: loadConfig({ STRATEGY_TARGET_MS: '90000' }) });
    await gateway.send('/');
    const samples = await scrape();
    const bounds = samples
      .filter(({ name, labels }) => name === `${DURATION}_bucket` && labels['route'] === '/')
      .map(({ labels }) => labels['le']);
    expect(bounds).toEqual(expect.arrayContaining(['10', '90', '180']));
    expect(valueOf(samples, 'mining_ops_target_seconds', { target: 'strategies' })).toBe(90);
    expect(valueOf(samples, 'mining_ops_target_seconds', { target: 'chat' })).toBe(10);
  });

  it('are for viewers, where the system has keys', async () => {
    const key = newApiKey();
    const apiKeys = writeKeyEntry({ role: 'viewer', name: 'prometheus', digest: digestOfKey(key) });
    await begin({ keys: KeyRing.open({ apiKeys, apiKeysFile: undefined }) });
    expect((await gateway.send('/metrics')).status).toBe(401);
    const headers = { authorization: `Bearer ${key}` };
    expect((await gateway.send('/metrics', { headers })).status).toBe(200);
  });

  it('show the queues as they stand', async () => {
    const jobs = { waiting: 3, active: 1, delayed: 0, 'waiting-children': 2, completed: 9, failed: 4 };
    const oldestWaitingMs = Date.now() - 60_000;
    await begin({
      queueFigures: () => Promise.resolve([{ queue: 'strategies', jobs, oldestWaitingMs, workers: 2 }]),
    });
    const samples = await scrape();
    for (const [state, count] of Object.entries(jobs))
      expect(valueOf(samples, 'mining_ops_queue_jobs', { queue: 'strategies', state })).toBe(count);
    expect(valueOf(samples, 'mining_ops_queue_oldest_waiting_seconds')).toBeGreaterThanOrEqual(60);
    expect(valueOf(samples, 'mining_ops_queue_workers')).toBe(2);
    expect(valueOf(samples, 'mining_ops_redis_up')).toBe(1);
  });

  it('say that Redis is away, and then nothing of the queues', async () => {
    await begin({ queueFigures: () => Promise.reject(new QueueUnreachableError()) });
    const samples = await scrape();
    expect(valueOf(samples, 'mining_ops_redis_up')).toBe(0);
    expect(samples.filter(({ name }) => name.startsWith('mining_ops_queue_'))).toEqual([]);
    expect(valueOf(samples, 'mining_ops_data_rows', { table: 'trucks' })).toBe(2);
  });

  it('show what was read of each table, and whether it is still what the files say', async () => {
    await begin();
    const good = await scrape();
    expect(valueOf(good, 'mining_ops_data_rows', { table: 'roads' })).toBe(1);
    expect(valueOf(good, 'mining_ops_data_rows_set_aside', { table: 'roads' })).toBe(1);
    expect(valueOf(good, 'mining_ops_data_stale')).toBe(0);
    expect(valueOf(good, 'mining_ops_data_snapshot_timestamp_seconds')).toBeCloseTo(Date.now() / 1_000, -2);
    await writeMine(dataDir, { trucks: 'not a table of trucks\n' });
    await store.current();
    expect(valueOf(await scrape(), 'mining_ops_data_stale')).toBe(1);
  });

  it("have the process's own beside them: event loop, memory, CPU", async () => {
    await begin();
    const names = new Set((await scrape()).map(({ name }) => name));
    for (const name of [
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
    ])
      expect(names).toContain(name);
  });
});

/** A request as it is written: `fetch` would put the path in order, and refuse some methods. */
async function raw(
  url: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = httpRequest({ hostname, port, method, path, headers }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    sent.on('error', reject);
    sent.end();
  });
}
