import type { ServingManifest } from '@mining-ops/model-files/serving-manifest.js';
import type { FeatureBatch } from './feature-batch.js';
import type { CountedSession, SessionPool } from './session-pool.js';

/**
 * The models that one job uses, one version a target from its beginning to its end. Whoever has it lets go of it, or
 * those versions' memory is never given back.
 */
export class ModelLease {
  /** Version by target; a target without a model is not in it. */
  readonly versions: Readonly<Record<string, string>>;
  private readonly held: ReadonlyMap<string, CountedSession>;
  private released = false;

  /** @param held sessions that the lease holds, one a target */
  constructor(
    private readonly pool: SessionPool,
    held: readonly CountedSession[],
  ) {
    this.held = new Map(held.map((counted) => [counted.session.manifest.target, counted]));
    this.versions = Object.fromEntries(
      [...this.held].map(([target, { session }]) => [target, session.manifest.version] as const).sort(byName),
    );
  }

  /** What is known of a target's model; undefined where there is none. */
  manifest(target: string): ServingManifest | undefined {
    return this.held.get(target)?.session.manifest;
  }

  /** The predictions of every target for every row of a batch, each in its target's unit. */
  async predict(batch: FeatureBatch): Promise<ReadonlyMap<string, Float64Array>> {
    if (this.released) throw new Error('the models were let go of');
    const predictions = new Map<string, Float64Array>();
    for (const [target, { session }] of this.held) predictions.set(target, await session.predict(batch));
    return predictions;
  }

  /** Lets go of the models. Doing it twice is doing it once. */
  async release(): Promise<void> {
    if (this.released) return;
    this.released = true;
    await Promise.all([...this.held.values()].map((counted) => this.pool.letGo(counted)));
  }
}

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);
