import { readPointer } from '@mining-ops/model-files/pointer.js';

const HOUR_MS = 3_600_000;

export interface DriftStarterOptions {
  readonly modelsDir: string;
  /** A report is made this often, h. */
  readonly everyH: number;
  /** Puts a check into the queue; the same key leads to the same job. `busy` where one waits or runs. */
  readonly start: (idempotencyKey: string) => Promise<'started' | 'busy'>;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Starts a check when its time has come, and when other models serve: what was said of the ones before is no longer true.
 * The key follows from both, so several trainers, or one that starts anew, start one check and not one each.
 */
export class DriftStarter {
  private handled: string | null = null;

  constructor(private readonly options: DriftStarterOptions) {}

  /** Looks once. Called every few seconds. */
  async look(): Promise<void> {
    const { modelsDir, everyH, start, now } = this.options;
    const { current } = await readPointer(modelsDir);
    const turn = Math.floor(now() / (everyH * HOUR_MS));
    const versions = Object.entries(current).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = `drift ${everyH} ${turn} ${JSON.stringify(versions)}`;
    if (key !== this.handled && (await start(key)) === 'started') this.handled = key;
  }
}
