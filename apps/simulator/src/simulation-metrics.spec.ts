import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { samplesOf } from '@mining-ops/platform/testing/metrics-text.js';
import { SimulationMetrics } from './simulation-metrics.js';

describe("a simulator's metrics", () => {
  let metrics: ProcessMetrics;
  let simulation: SimulationMetrics;
  beforeEach(() => {
    metrics = new ProcessMetrics({ warn: () => undefined });
    simulation = new SimulationMetrics(metrics, 4);
  });
  const samples = async (name: string): Promise<unknown> =>
    samplesOf(await metrics.text())
      .filter((sample) => sample.name === `mining_ops_${name}`)
      .map(({ labels, value }) => ({ ...labels, value }));

  it('add up what its threads did', async () => {
    simulation.taskDone({ replications: 30, events: 9_000, busyMs: 25 });
    simulation.taskDone({ replications: 10, events: 3_000, busyMs: 15 });
    expect(await samples('simulation_replications_total')).toEqual([{ value: 40 }]);
    expect(await samples('simulation_events_total')).toEqual([{ value: 12_000 }]);
    expect(await samples('simulation_busy_seconds_total')).toEqual([{ value: 0.04 }]);
    expect(await samples('simulation_threads')).toEqual([{ value: 4 }]);
  });

  it('count searches by what ended them and whether they were sure, and candidates by their fate', async () => {
    const answer = (endedBy: 'time' | 'guarantee', reached: boolean) => ({
      candidates: {
        ...{ considered: 33, simulated: 30, chosen: 3, contender: 2, screened: 25, excluded: 3 },
        ...{ unexamined: 0, leftOut: [] },
      },
      selection: {
        ...{
          objective: 'profit' as const,
          unit: 'IDR',
          probability: 0.9,
          confidence: 0.95,
          reached,
          endedBy,
        },
        ...{ indifference: 1, replications: 900, equalAllocation: null },
      },
    });
    simulation.answered(answer('time', false));
    simulation.answered(answer('guarantee', true));
    simulation.answered(answer('guarantee', true));
    expect(await samples('searches_total')).toEqual(
      expect.arrayContaining([
        { ended_by: 'time', confidence_reached: 'false', value: 1 },
        { ended_by: 'guarantee', confidence_reached: 'true', value: 2 },
      ]),
    );
    expect(await samples('search_candidates_total')).toEqual(
      expect.arrayContaining([
        { fate: 'screened', value: 75 },
        { fate: 'excluded', value: 9 },
        { fate: 'unexamined', value: 0 },
      ]),
    );
  });
});
