import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { readPointer } from '@mining-ops/model-files/pointer.js';
import { MANIFEST_FILE, versionFolder } from '@mining-ops/model-files/model-folder.js';
import { median, quantile, type Benchmark } from '../result.js';
import { withSystem, type BenchSystem } from './bench-system.js';
import { readmeRequest, wholeMine } from './questions.js';
import { ServingLog } from './serving-log.js';

const TARGET = 'haulingDuration';
const VERSIONS = ['9001-00000001', '9002-00000002'] as const;
/** Every question is simulated, though it was answered before. */
const ENVIRONMENT = {
  SIMULATOR_PROCESSES: '2',
  SIMULATOR_THREADS: '1',
  ANSWER_CACHE_S: '0',
  LOG_LEVEL: 'info',
};
/** Searches of the whole mine after which all that is kept of searches is there, and V8's heap has its size. */
const WARM_UP = 40;
const SWAPS = 200;
const SMALL_LANES = 2;
/** Longest that all simulators may take. */
const MOST_MS = 2_000;
const MOST_GROWTH = 1.1;
const GIVE_UP_MS = 30_000;

/**
 * Swaps the model of a target 200 times while two simulators answer the README's request from two clients and search the
 * whole mine, in parts on both, for a third. The longest that both took to serve a version after it was promoted; no
 * question may fail, and the simulators' memory must stay within 10%: the median of the last 40 swaps over that of the
 * first 40.
 */
export const modelSwaps: Benchmark = {
  name: 'models/swaps',
  run: () =>
    withSystem(ENVIRONMENT, async (system) => {
      for (const version of VERSIONS) await copyCurrent(system.modelsDir, version);
      const logs = await ServingLog.ofSimulators(system.logsFolder, TARGET);
      const load = new Load(system);
      const swapMs: number[] = [];
      const memoryMiB: number[] = [];
      for (let swap = 0; swapMs.length < SWAPS; swap += 1) {
        const promotedMs = Date.now();
        const version = VERSIONS[swap % 2] ?? VERSIONS[0];
        await system.post(`/v1/models/${TARGET}/versions/${version}/promote`, {});
        const served = await Promise.all(logs.map((log) => log.until(version, GIVE_UP_MS)));
        if (load.searches < WARM_UP && load.failures.length === 0) continue;
        swapMs.push(Math.max(...served.map(({ atMs }) => atMs)) - promotedMs);
        memoryMiB.push(await residentMiB(served.map(({ pid }) => pid)));
      }
      await load.end();
      const { answers, searches, failures } = load;
      const fifth = SWAPS / 5;
      const growth = median(memoryMiB.slice(-fifth)) / median(memoryMiB.slice(0, fifth));
      const slowestMs = Math.max(...swapMs);
      return {
        name: 'models/swaps',
        unit: 'ms (slowest)',
        value: slowestMs,
        ratios: {},
        target: `all serve within ${MOST_MS} ms, no question fails, memory grows by less than 10%`,
        met: slowestMs < MOST_MS && failures.length === 0 && growth < MOST_GROWTH,
        notes: [
          `p50 ${median(swapMs).toFixed(0)} ms, p95 ${quantile(swapMs, 0.95).toFixed(0)} ms of ${SWAPS} swaps of ${logs.length} simulators`,
          `${answers + searches} answers, ${failures.length} failed${failures.length > 0 ? `: ${failures[0] ?? ''}` : ''}`,
          `memory ${median(memoryMiB).toFixed(0)} MiB, × ${growth.toFixed(3)}`,
        ],
      };
    }),
};

/** Clients that ask one question after another until they are told to end. */
class Load {
  /** To the README's request. */
  answers = 0;
  /** Of the whole mine. */
  searches = 0;
  readonly failures: string[] = [];
  private readonly lanes: readonly Promise<void>[];
  private ending = false;
  private seed = 0;

  constructor(private readonly system: BenchSystem) {
    const small = async (): Promise<void> => {
      await this.system.ask(readmeRequest((this.seed += 1)));
      this.answers += 1;
    };
    // Always the same search: what is kept of different ones is not what is measured here.
    const whole = async (): Promise<void> => {
      await this.system.ask(wholeMine(1));
      this.searches += 1;
    };
    this.lanes = [...Array.from({ length: SMALL_LANES }, () => this.lane(small)), this.lane(whole)];
  }

  async end(): Promise<void> {
    this.ending = true;
    await Promise.all(this.lanes);
  }

  private async lane(ask: () => Promise<void>): Promise<void> {
    while (!this.ending)
      await ask().catch((error: unknown) => {
        this.failures.push(String(error));
      });
  }
}

/** The current version of the target again, under another name. */
async function copyCurrent(modelsDir: string, version: string): Promise<void> {
  const current = (await readPointer(modelsDir)).current[TARGET];
  if (current === undefined) throw new Error(`no version of ${TARGET} is current: run npm run models:train`);
  const folder = versionFolder(modelsDir, TARGET, version);
  await cp(versionFolder(modelsDir, TARGET, current), folder, { recursive: true });
  const manifest = path.join(folder, MANIFEST_FILE);
  const described = JSON.parse(await readFile(manifest, 'utf8')) as object;
  await writeFile(manifest, JSON.stringify({ ...described, version }));
}

/** What the processes have of the machine's memory, all together. */
async function residentMiB(pids: readonly number[]): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', pids.join(',')]);
  const kib = stdout.trim().split(/\s+/).map(Number);
  return kib.reduce((sum, one) => sum + one, 0) / 1_024;
}
