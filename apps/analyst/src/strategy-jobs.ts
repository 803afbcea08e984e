import type { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import type { StrategyJobContent } from './chat/chat-handler.js';
import { ToolFailure } from './tools/tool.js';

/** Longest wait for a simulation, ms; the answer's own deadline comes first. */
const LONGEST_WAIT_MS = 600_000;

/** The strategies' queue as the analyst uses it: reads what was computed, and has scenarios computed. */
export class StrategyJobs {
  constructor(private readonly jobs: JobClient) {}

  /** A job's question and result, or null where it is unknown or has none. */
  async content(jobId: string): Promise<StrategyJobContent | null> {
    const view = await this.jobs.view(jobId);
    if (view?.name !== strategyJob.name || view.state !== 'completed') return null;
    const question = await this.jobs.payloadOf(strategyJob, jobId);
    return question === null ? null : { question, answer: strategyJob.result.parse(view.result) };
  }

  /**
   * Has a question simulated, by a job like any other. The same key leads to the same job, so that a chat job that runs
   * twice simulates once. Called off, it calls the simulation off.
   *
   * @throws ToolFailure where the mine cannot do it
   */
  async simulate(question: StrategyQuestion, key: string, signal: AbortSignal): Promise<StrategyAnswer> {
    signal.throwIfAborted();
    const { jobId } = await this.jobs.enqueue(strategyJob, question, {
      idempotencyKey: key,
      request: question,
    });
    const aborted = new Promise<'aborted'>((resolve) => {
      signal.addEventListener(
        'abort',
        () => {
          resolve('aborted');
        },
        { once: true },
      );
    });
    const ended = await Promise.race([this.jobs.waitFor(strategyJob, jobId, LONGEST_WAIT_MS), aborted]);
    if (ended === 'aborted') {
      await this.jobs.cancel(jobId);
      throw signal.reason;
    }
    if (ended.outcome === 'timeout') throw new ToolFailure('the simulation took too long');
    if (ended.outcome === 'failed') throw new ToolFailure(`it cannot be simulated: ${ended.failure.message}`);
    return ended.result;
  }
}
