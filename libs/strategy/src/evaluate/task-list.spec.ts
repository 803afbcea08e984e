import fc from 'fast-check';
import { KPI_NAMES } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { makePlan } from '../plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS } from '../plan/shift-conditions.js';
import { fleet, history, question } from '../testing/planning.js';
import { prepareCandidates } from './candidates.js';
import { ResultsTable } from './results-table.js';
import { simulate } from './simulation-task.js';
import { taskList, type PlacedTask } from './task-list.js';

const asked = question({ truckCounts: [1, 2, 3, 4], loaderCounts: [1, 2] });
const outcome = makePlan(asked, fleet());
if (!outcome.ok) throw new Error('not planned');
const candidates = prepareCandidates(asked, outcome.plan, history(), DEFAULT_ASSUMPTIONS);
const SEED = 5;
const REPLICATIONS = 6;

/** One task cut into parts by truck counts and by replications. */
function cut({ group, firstCount, task }: PlacedTask, sizes: readonly number[]): PlacedTask[] {
  const parts: PlacedTask[] = [];
  const { truckCounts, firstReplication, replications } = task;
  const size = (): number => sizes[parts.length % sizes.length]!;
  for (let count = 0; count < truckCounts.length;) {
    const counts = truckCounts.slice(count, count + size());
    for (let done = 0; done < replications;) {
      const part = Math.min(size(), replications - done);
      parts.push({
        group,
        firstCount: firstCount + count,
        task: {
          ...task,
          truckCounts: counts,
          firstReplication: firstReplication + done,
          replications: part,
        },
      });
      done += part;
    }
    count += counts.length;
  }
  return parts;
}

function tableOf(tasks: readonly PlacedTask[]): number[][] {
  const results = new ResultsTable(candidates, REPLICATIONS);
  for (const placed of tasks) results.store(placed, simulate(placed.task));
  return candidates.groups.flatMap((group, g) =>
    group.truckCounts.flatMap((_, count) => KPI_NAMES.map((kpi) => [...results.column(g, count, kpi)])),
  );
}

describe('tasks', () => {
  const whole = taskList(candidates, SEED, REPLICATIONS);
  const expected = tableOf(whole);

  it('cover every candidate and replication exactly once', () => {
    for (const replications of [2, 30, 999, 1_000, 1_500, 2_000]) {
      const seen = new Map<string, number>();
      for (const { group, firstCount, task } of taskList(candidates, SEED, replications)) {
        expect(task.truckCounts).toEqual(
          candidates.groups[group]!.truckCounts.slice(firstCount, firstCount + task.truckCounts.length),
        );
        task.truckCounts.forEach((count) => {
          const key = `${group}/${count}`;
          seen.set(key, (seen.get(key) ?? 0) + task.replications);
        });
      }
      expect(seen.size).toBe(candidates.simulated);
      expect(new Set(seen.values())).toEqual(new Set([replications]));
    }
  });

  it('give the same table however they are cut and in whatever order they end', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    const partsInAnyOrder = sizes.chain((chosen) => {
      const parts = whole.flatMap((task) => cut(task, chosen));
      return fc.shuffledSubarray(parts, { minLength: parts.length });
    });
    fc.assert(
      fc.property(partsInAnyOrder, (parts) => {
        expect(tableOf(parts)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it('are different shifts for different seeds and replications', () => {
    expect(tableOf(taskList(candidates, SEED + 1, REPLICATIONS))).not.toEqual(expected);
    const production = expected[0]!;
    expect(new Set(production).size).toBeGreaterThan(1);
  });
});
