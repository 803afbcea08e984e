import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { replayJob, DATA_CHANGED } from '@mining-ops/jobs/definitions/replay-job.js';
import { CANDIDATES, strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { candidateTableSchema, type CandidateTable } from '@mining-ops/strategy/answer/candidate-table.js';
import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import type { Replay } from '@mining-ops/strategy/replay/replay.js';
import { Problem } from '../http/problem.js';
import { jobUrl, noSuchJob, problemOfFailure, problemOfTimeout } from '../jobs/job-problems.js';
import type { ReplayRequest } from './replay-request.js';

/** What can still be asked of strategies once they were found. */
export class AnsweredStrategies {
  constructor(
    private readonly jobs: JobClient,
    private readonly waitMs: number,
  ) {}

  /** @throws Problem 404 for no such job of strategies, 409 for one that has not been answered */
  async candidates(jobId: string): Promise<CandidateTable> {
    await this.answer(jobId);
    const stored = await this.jobs.attachment(jobId, CANDIDATES);
    if (!stored) throw noSuchJob(jobId);
    const text = (await promisify(gunzip)(stored)).toString();
    return candidateTableSchema.parse(JSON.parse(text));
  }

  /**
   * One shift of an option or of another candidate again, trip by trip.
   *
   * @throws Problem 404 for what there is not, 409 where the job has not been answered or the mine's data have changed
   */
  async replay(jobId: string, request: ReplayRequest): Promise<Replay> {
    const answer = await this.answer(jobId);
    const question = await this.jobs.payload(strategyJob, jobId);
    if (!question) throw noSuchJob(jobId);
    const { dataFingerprint, assumptions } = answer;
    const payload = {
      question,
      basis: { dataFingerprint, models: assumptions.models },
      candidate: candidateOf(answer, request),
      replication: request.replication ?? 0,
    };
    const { jobId: replayId } = await this.jobs.enqueue(replayJob, payload, {
      idempotencyKey: null,
      request,
    });
    const ended = await this.jobs.waitFor(replayJob, replayId, this.waitMs);
    if (ended.outcome === 'timeout') throw problemOfTimeout(replayId, this.waitMs);
    if (ended.outcome === 'completed') return ended.result;
    const { failure } = ended;
    if (failure.code === DATA_CHANGED) throw new Problem(409, failure.code, failure.message);
    throw problemOfFailure(failure, replayId);
  }

  private async answer(jobId: string): Promise<StrategyAnswer> {
    const view = await this.jobs.view(jobId);
    if (view?.name !== strategyJob.name) throw noSuchJob(jobId);
    if (view.state !== 'completed') {
      throw new Problem(
        409,
        'JOB_NOT_ANSWERED',
        `job ${jobId} is ${view.state}, it has no answer${view.error ? '' : ' yet'}; see ${jobUrl(jobId)}`,
        [],
        { job_id: jobId, url: jobUrl(jobId) },
      );
    }
    return strategyJob.result.parse(view.result);
  }
}

function candidateOf({ options, candidates }: StrategyAnswer, { option, candidate }: ReplayRequest): number {
  if (candidate != null) {
    if (candidate < candidates.considered) return candidate;
    throw Problem.ofFaults(404, 'UNKNOWN_CANDIDATE', [
      {
        field: 'candidate',
        message: `${candidate} is none of the job's ${candidates.considered}, from 0 on`,
      },
    ]);
  }
  const found = options.find(({ rank }) => rank === (option ?? 1));
  if (found) return found.candidate;
  throw Problem.ofFaults(404, 'UNKNOWN_OPTION', [
    { field: 'option', message: `${option ?? 1} is none of the answer's ${options.length}` },
  ]);
}
