import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { Predicted } from '@mining-ops/haulage/calibration/predicted-shift.js';
import type { FeatureBatch } from '@mining-ops/inference/feature-batch.js';
import type { ModelLease } from '@mining-ops/inference/model-lease.js';
import { featuresOf } from '@mining-ops/learning/features/features-of.js';
import { MaintenanceHistory } from '@mining-ops/learning/features/maintenance-history.js';
import { TARGETS, type TripOutcome } from '@mining-ops/learning/features/targets.js';
import { inSpan } from '@mining-ops/platform/tracing/spans.js';
import type { PlanWarning } from '@mining-ops/strategy/plan/strategy-plan.js';
import type { PlannedTrip, TripPredictions } from '@mining-ops/strategy/prediction/planned-trips.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import { DistinctInputs } from './distinct-inputs.js';

/** What a model cannot know of trips. */
export interface TripBackground {
  /** What a waiting truck burns, L/min, and how long recorded trips waited: recorded fuel has that in it. */
  readonly idleFuelLPerMin: number;
  readonly meanQueueMin: number;
}

export interface PredictedTrips {
  readonly predictions: TripPredictions;
  /** The distinct inputs, and by target what was predicted of each. */
  readonly inputs: FeatureBatch;
  readonly outputs: ReadonlyMap<string, Float64Array>;
}

/** A model that was fitted to other mines may say nothing or less of a trip: no trip takes less than this, in any unit. */
const LEAST = 0.1;

/** Predicts trips by the leased models: their distinct inputs in one batch, before anything is simulated. */
export async function predictTrips(
  trips: readonly PlannedTrip[],
  question: StrategyQuestion,
  snapshot: FleetSnapshot,
  { idleFuelLPerMin, meanQueueMin }: TripBackground,
  lease: ModelLease,
): Promise<PredictedTrips> {
  const maintenance = new MaintenanceHistory(snapshot.maintenance);
  const distinct = new DistinctInputs();
  const rows = trips.map((trip) => distinct.rowOf(inputOf(trip, question, snapshot, maintenance)));
  const inputs = distinct.batch();
  const outputs = await inSpan('predict trips', { attributes: { 'mining.onnx.rows': inputs.rows } }, () =>
    lease.predict(inputs),
  );

  const columnOf = (target: TripOutcome, least = LEAST, less = 0): Float64Array | null => {
    const values = outputs.get(target);
    return values ? Float64Array.from(rows, (row) => Math.max(least, (values[row] ?? 0) - less)) : null;
  };
  const predicted = (target: TripOutcome, less = 0): Predicted | null => {
    const means = columnOf(target, LEAST, less);
    const quantiles = Float64Array.from(lease.manifest(target)?.spread ?? [1]);
    return means && { means, spread: { kind: 'table', quantiles } };
  };
  const hauling = predicted('haulingDuration');
  const returning = predicted('returnDuration');
  return {
    inputs,
    outputs,
    predictions: {
      loadingMin: predicted('loadingDuration'),
      travelMin: hauling && returning && { hauling, returning },
      dumpingMin: predicted('dumpingDuration'),
      payloadT: predicted('loadWeight'),
      tripFuelL: predicted('fuelConsumed', idleFuelLPerMin * meanQueueMin),
      delayProbability: columnOf('isDelayed', 0),
    },
  };
}

/** The same features as training makes of a recorded trip, of the moment at which the shift begins. */
function inputOf(
  { truck, driver, loader, road, tripKm }: PlannedTrip,
  { startMs, weather, roadCondition, shift }: StrategyQuestion,
  snapshot: FleetSnapshot,
  maintenance: MaintenanceHistory,
): ReturnType<typeof featuresOf> {
  return featuresOf({
    atMs: startMs,
    truck: inTable(snapshot.truckById, truck.id),
    excavator: inTable(snapshot.excavatorById, loader.id),
    operator: inTable(snapshot.operatorById, driver.id),
    road: inTable(snapshot.roadById, road.id),
    lastMaintainedAtMs: maintenance.lastBefore(truck.id, startMs),
    distanceKm: tripKm,
    roadCondition,
    weatherCondition: weather,
    shift,
  });
}

function inTable<Row>(table: ReadonlyMap<string, Row>, id: string): Row {
  const row = table.get(id);
  if (row === undefined) throw new Error(`${id} was planned from this snapshot, and is not in it`);
  return row;
}

/** The ways out and back are predicted both or not at all: a truck is as much faster on the one as on the other. */
const TRAVEL: readonly TripOutcome[] = ['haulingDuration', 'returnDuration'];

/** Says which quantities no model predicts; they are calibrated averages then. */
export function withoutModels(versions: Readonly<Record<string, string>>): PlanWarning[] {
  const isServed = (name: TripOutcome): boolean => versions[name] !== undefined;
  const isPredicted = (name: TripOutcome): boolean =>
    TRAVEL.includes(name) ? TRAVEL.every(isServed) : isServed(name);
  const missing = TARGETS.map(({ name }) => name).filter((name) => !isPredicted(name));
  if (missing.length === 0) return [];
  const what =
    missing.length === TARGETS.length
      ? 'no learned model serves'
      : `no learned model predicts ${missing.join(', ')}`;
  return [{ code: 'NO_MODELS', message: `${what}: calibrated averages were used instead` }];
}
