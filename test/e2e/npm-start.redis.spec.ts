import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NpmStart } from './support/npm-start.js';
import { smallQuestion } from './support/requests.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What the issue allows from Ctrl-C until all has stopped. */
const STOPS_WITHIN_MS = 5_000;

describe('npm start', () => {
  const started: NpmStart[] = [];
  let folder: string;

  const start = async (changes?: Readonly<Record<string, string>>, port?: number): Promise<NpmStart> => {
    const system = await NpmStart.run(changes, port);
    started.push(system);
    return system;
  };
  const stop = async (system: NpmStart): Promise<void> => {
    system.pressCtrlC();
    await system.ended;
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-start-'));
    await cp(path.join(ROOT, 'data'), path.join(folder, 'data'), { recursive: true });
  });

  afterEach(async () => {
    const systems = started.splice(0);
    for (const system of systems) await stop(system); // all, before a folder goes that two of them share
    for (const system of systems) {
      expect(await system.running()).toEqual([]);
      for (const kind of ['.mining-ops', 'logs'])
        await rm(path.join(ROOT, kind, String(system.port)), { recursive: true, force: true });
    }
    await rm(folder, { recursive: true });
  });

  const places = (): Record<string, string> => ({
    DATA_DIR: path.join(folder, 'data'),
    LOGS_DIR: path.join(folder, 'logs'),
  });

  it('answers once it says that it is ready; Ctrl-C stops all; a finished job outlives the restart', async () => {
    const first = await start(places());
    await first.untilPrinted(`mining-ops is ready at ${first.url}`);
    expect((await first.running()).join('\n')).toMatch(
      /(?=[^]*gateway)(?=[^]*simulator)(?=[^]*analyst)(?=[^]*-server)/,
    );
    const reply = await fetch(`${first.url}/get_top_3_strategies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(smallQuestion()),
    });
    const jobId = reply.headers.get('x-job-id');
    const answer = (await reply.json()) as { top_3_strategies: unknown[] };
    expect(answer.top_3_strategies).toHaveLength(3);

    const askedAtMs = performance.now();
    first.pressCtrlC();
    await first.ended;
    expect(performance.now() - askedAtMs).toBeLessThan(STOPS_WITHIN_MS);
    expect(await first.running()).toEqual([]);

    const second = await start(places(), first.port);
    await second.untilPrinted('is ready at');
    const job: unknown = await (await fetch(`${second.url}/v1/jobs/${jobId}`)).json();
    expect(job).toMatchObject({ jobId, status: 'completed' });
  });

  it('says which part could not start, and why, stops the others, and exits with 1', async () => {
    await rm(path.join(folder, 'data', 'trucks.csv'));
    const system = await start(places());
    expect(await system.ended).toBe(1);
    expect(system.output).toMatch(/(gateway|simulator) could not start: .*trucks\.csv/);
    expect(system.output).not.toContain('is ready at');
    expect(await system.running()).toEqual([]);
  });
});
