import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import { DATA_CHANGED, type replayJob } from '@mining-ops/jobs/definitions/replay-job.js';
import { replay } from '@mining-ops/strategy/replay/replay.js';
import type { MinePreparation } from './mine-preparation.js';

/** Handles replays: one shift takes some milliseconds, so it is done where it is. */
export class ReplayHandler {
  constructor(private readonly mine: Pick<MinePreparation, 'spaceOf'>) {}

  async handle({
    question,
    basis,
    candidate,
    replication,
  }: PayloadOf<typeof replayJob>): Promise<ResultOf<typeof replayJob>> {
    const space = await this.mine.spaceOf(question, basis);
    if (!space) {
      throw new JobFailedError({
        code: DATA_CHANGED,
        message:
          "the mine's data, or its models, have changed since the question was answered; ask it again to replay it",
        field: null,
        kind: 'NOT_FOUND',
      });
    }
    return replay(space, candidate, replication);
  }
}
