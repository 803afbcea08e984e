import path from 'node:path';
import { signatureOf } from '@mining-ops/fleet-data/data-signature.js';
import { fileSha256 } from '@mining-ops/fleet-data/file-sha256.js';
import { haulingActivities } from '@mining-ops/fleet-data/tables/hauling-activities.js';
import { currentVersions } from '@mining-ops/learning/registry/current-versions.js';
import { readLastTraining } from './last-training.js';

const HOUR_MS = 3_600_000;

export interface TrainingStarterOptions {
  readonly dataDir: string;
  readonly modelsDir: string;
  /** A training begins where the last one is this old, h; null: never for its age. */
  readonly everyH: number | null;
  /** Puts a training into the queue; `busy` where one waits or runs. */
  readonly start: (cause: 'file' | 'schedule') => Promise<'started' | 'busy'>;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Starts a training when the recorded trips have changed (a file was dropped into the data folder) and when the last one
 * is old. By looking, as network volumes and containers' mounts send no notices. What the last training was begun with
 * starts no other, so that a restart, or an upload that has started one itself, is not followed by a second.
 */
export class TrainingStarter {
  private readonly begunMs: number;
  private readonly files = [haulingActivities.file];
  /** What the file looked like at the last look: one that is still being written changes from look to look. */
  private seen: string | null = null;
  /** What it looked like when it was last dealt with. */
  private handled: string | null = null;
  private scheduledMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: TrainingStarterOptions) {
    this.begunMs = options.now();
  }

  /** Looks once. Called every few seconds. */
  async look(): Promise<void> {
    await this.lookAtFile();
    await this.lookAtClock();
  }

  private async lookAtFile(): Promise<void> {
    const { dataDir, modelsDir, start } = this.options;
    const { whole } = await signatureOf(dataDir, this.files);
    const settled = whole === this.seen;
    this.seen = whole;
    if (!settled || whole === this.handled) return;
    const last = await readLastTraining(modelsDir);
    const sha256 = await fileSha256(path.join(dataDir, haulingActivities.file));
    // The data of a first start are those that the models came with.
    const isNew = last === null ? this.handled !== null : sha256 !== last.activitiesSha256;
    if (sha256 !== null && isNew && (await start('file')) === 'busy') return;
    this.handled = whole;
  }

  private async lookAtClock(): Promise<void> {
    const { modelsDir, everyH, start, now } = this.options;
    if (everyH === null) return;
    const lastMs = Math.max(await this.lastTrainingMs(modelsDir), this.scheduledMs);
    if (now() - lastMs < everyH * HOUR_MS) return;
    if ((await start('schedule')) === 'started') this.scheduledMs = now();
  }

  /** Where none is noted, the models came from elsewhere: as old as the newest of them that is served. */
  private async lastTrainingMs(modelsDir: string): Promise<number> {
    const last = await readLastTraining(modelsDir);
    if (last !== null) return Date.parse(last.preparedAt);
    const { history } = await currentVersions(modelsDir);
    const since = Object.values(history).flatMap((changes) =>
      changes.map((change) => Date.parse(change.since)),
    );
    return since.length === 0 ? this.begunMs : Math.max(...since);
  }
}
