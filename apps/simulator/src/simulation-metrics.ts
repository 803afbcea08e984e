import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import { Counter, Gauge } from 'prom-client';
import type { TaskFigures } from './threads/thread.js';

const FATES = ['chosen', 'contender', 'screened', 'excluded', 'unexamined'] as const;

/** What a simulator says of its simulations and searches. Counted once a task and once a search. */
export class SimulationMetrics {
  private readonly replications: Counter;
  private readonly events: Counter;
  private readonly busyS: Counter;
  private readonly candidates: Counter<'fate'>;
  private readonly searches: Counter<'ended_by' | 'confidence_reached'>;

  /** @param threads of this process */
  constructor({ registry }: ProcessMetrics, threads: number) {
    const registers = [registry];
    this.replications = new Counter({
      name: 'mining_ops_simulation_replications_total',
      help: 'Simulated shifts',
      registers,
    });
    this.events = new Counter({
      name: 'mining_ops_simulation_events_total',
      help: 'Simulated events',
      registers,
    });
    this.busyS = new Counter({
      name: 'mining_ops_simulation_busy_seconds_total',
      help: 'Time that threads spent simulating, all of them together',
      registers,
    });
    this.candidates = new Counter({
      name: 'mining_ops_search_candidates_total',
      help: 'Candidates of searches that were answered, by what became of them',
      labelNames: ['fate'],
      registers,
    });
    this.searches = new Counter({
      name: 'mining_ops_searches_total',
      help: 'Searches that were answered, by what ended them and whether they are as sure as was wanted',
      labelNames: ['ended_by', 'confidence_reached'],
      registers,
    });
    new Gauge({
      name: 'mining_ops_simulation_threads',
      help: 'Threads that this process simulates on',
      registers,
    }).set(threads);
    for (const fate of FATES) this.candidates.inc({ fate }, 0);
    this.searches.inc({ ended_by: 'guarantee', confidence_reached: 'true' }, 0);
    for (const endedBy of ['budget', 'time'])
      this.searches.inc({ ended_by: endedBy, confidence_reached: 'false' }, 0);
  }

  readonly taskDone = ({ replications, events, busyMs }: TaskFigures): void => {
    this.replications.inc(replications);
    this.events.inc(events);
    this.busyS.inc(busyMs / 1_000);
  };

  readonly answered = ({
    candidates,
    selection: { endedBy, reached },
  }: Pick<StrategyAnswer, 'candidates' | 'selection'>): void => {
    for (const fate of FATES) this.candidates.inc({ fate }, candidates[fate]);
    this.searches.inc({ ended_by: endedBy, confidence_reached: String(reached) });
  };
}
