import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import type { simulationJob } from '@mining-ops/jobs/definitions/simulation-job.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import { inSpan } from '@mining-ops/platform/tracing/spans.js';
import type { SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import type { MinePreparation } from './mine-preparation.js';
import { bytesOf } from './search/rows.js';

export interface SimulationDependencies {
  readonly mine: Pick<MinePreparation, 'spaceOf'>;
  readonly simulate: (task: SimulationTask) => Promise<Float64Array>;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Handles parts of rounds. Doing one twice keeps the same bytes under the same names. */
export class SimulationHandler {
  constructor(private readonly dependencies: SimulationDependencies) {}

  async handle(
    { question, basis, batches, latestMs }: PayloadOf<typeof simulationJob>,
    { signal, kept, stalls }: Pick<HandlerContext, 'signal' | 'kept' | 'stalls'>,
  ): Promise<ResultOf<typeof simulationJob>> {
    const { mine, simulate, now } = this.dependencies;
    const begunAtMs = now();
    // What a dead worker left is done however late it is: its absence, not the search, took the time.
    const isLate = (): boolean => latestMs !== null && stalls === 0 && now() > latestMs;
    if (isLate()) return { outcome: 'late', begunAtMs, stalls };
    const space = await mine.spaceOf(question, basis);
    if (!space) return { outcome: 'other-data', begunAtMs, stalls };
    return await inSpan('simulate part', { attributes: { 'mining.batches': batches.length } }, async () => {
      for (const { name, ...batch } of batches) {
        signal.throwIfAborted();
        if (isLate()) return { outcome: 'late', begunAtMs, stalls };
        await kept.put(new Map([[name, bytesOf(await simulate(space.task(batch)))]]));
      }
      return { outcome: 'done', begunAtMs, stalls };
    });
  }
}
