import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { calibratedHistory } from '@mining-ops/simulator/calibrated-history.js';
import { makePlan } from '@mining-ops/strategy/plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS } from '@mining-ops/strategy/plan/shift-conditions.js';
import { StrategySearch } from '@mining-ops/strategy/search/strategy-search.js';
import { simulate } from '@mining-ops/strategy/search/simulation-task.js';
import { strategyRequestSchema } from '@mining-ops/gateway/strategies/strategy-request.js';
import { toQuestion } from '@mining-ops/gateway/strategies/to-question.js';
const store = new SnapshotStore({ dataDir: process.env.DATA ?? 'data', quarantineDir: null });
const s = await store.current();
let t0 = performance.now(); const lap = (n) => { const t = performance.now(); console.log(n.padEnd(20), (t - t0).toFixed(1), 'ms'); t0 = t; };
const history = calibratedHistory(s); lap('calibrate');
const body = JSON.parse(process.argv[2] ?? '{}');
body.fixed_conditions = { simulation_start_date: '2026-11-24T00:00:00Z', ...body.fixed_conditions };
const q = toQuestion(strategyRequestSchema.parse(body), { trucks: s.trucks.length, excavators: s.excavators.length }, Date.now());
const out = makePlan(q, { trucks: s.trucks, loaders: s.excavators, operators: s.operators, roads: s.roads, schedules: s.schedules, vessels: s.vessels });
if (!out.ok) { console.log(out.faults); process.exit(1); }
lap('plan');
for (let rep = 0; rep < (+process.env.REP || 1); rep++) {
const search = new StrategySearch(q, out.plan, history, DEFAULT_ASSUMPTIONS); lap('space');
console.log('candidates', search.space.size, 'groups', search.space.groups.length);
let sim = 0, shifts = 0, tasks = 0, other = 0;
for (;;) {
  let a = performance.now();
  const round = search.nextRound();
  const dt = performance.now() - a; other += dt;
  const p = search.progress();
  if (!round) break;
  a = performance.now();
  let n = 0;
  round.batches.forEach((b, i) => { const task = search.space.task(b); n += b.candidates.length * b.replications; search.accept(round, i, simulate(task)); });
  const st = performance.now() - a; sim += st; shifts += n; tasks += round.batches.length;
  console.log('round', round.number, 'batches', round.batches.length, 'shifts', n, 'next', dt.toFixed(1), 'sim', st.toFixed(1), 'us/shift', (st * 1e3 / n).toFixed(0), 'left', p.candidatesLeft, 'prob', p.probability.toFixed(3), 'spent', p.replications);
}
t0 = performance.now();
const o = search.outcome(); lap('outcome');
const { fates, ...rest } = o;
const tally = {}; for (const f of fates) tally[f] = (tally[f] ?? 0) + 1;
console.log(rest, tally, 'sim', sim.toFixed(0), 'other', other.toFixed(0), 'shifts', shifts, 'tasks', tasks);
for (const c of o.chosen) { const k = search.space.candidate(c); console.log(k.group.road.name, k.group.loaders.map((l) => l.name).join('+'), k.truckCount, k.rule, search.evaluation.of(c).replications, search.evaluation.of(c).meanFigures()); }
}
await store.close();
