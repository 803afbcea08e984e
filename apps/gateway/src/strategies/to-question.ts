import { instantMs } from '@mining-ops/fleet-data/tables/cells.js';
import {
  normaliseRoadCondition,
  normaliseShift,
  normaliseWeather,
} from '@mining-ops/fleet-data/vocabulary.js';
import { SHARED_QUEUE, USUAL_RULES } from '@mining-ops/strategy/question/dispatch-rules.js';
import {
  CONFIDENCE,
  DEFAULT_SEED,
  disturbancesSchema,
  financeSchema,
  MAX_REPLICATIONS,
  TIME_LIMIT_MS,
  type StrategyQuestion,
} from '@mining-ops/strategy/question/strategy-question.js';
import { Problem } from '../http/problem.js';
import { DEFAULT_RANGES, MOST_COUNTS, type StrategyRequest } from './strategy-request.js';

/** How many machines the mine's files have: ranges are written out no further than that and one more. */
export interface MineSize {
  readonly trucks: number;
  readonly excavators: number;
}

/**
 * The question that a valid request asks. Ranges that the client left to their defaults end where the mine ends; those
 * it gave are kept, so that one too many is refused by name.
 *
 * @throws Problem 422 where a range has more counts than are tried in one request
 */
export function toQuestion(request: StrategyRequest, mine: MineSize, nowMs: number): StrategyQuestion {
  const fixed = request.fixed_conditions ?? {};
  const wanted = request.decision_variables ?? {};
  const money = request.financial_params ?? {};
  const shift = normaliseShift(fixed.shift ?? 'SHIFT_1');
  const listed = wanted.alokasi_truk != null || wanted.jumlah_excavator != null;
  return {
    weather: normaliseWeather(fixed.weatherCondition ?? 'CERAH').value,
    roadCondition: normaliseRoadCondition(fixed.roadCondition ?? 'GOOD').value,
    shift: shift.known ? shift.value : 'SHIFT_1',
    startMs: (fixed.simulation_start_date == null ? null : instantMs(fixed.simulation_start_date)) ?? nowMs,
    roadId: fixed.target_road_id ?? null,
    loaderId: fixed.target_excavator_id ?? null,
    scheduleId: fixed.target_schedule_id ?? null,
    siteId: fixed.miningSiteId ?? null,
    targetT: fixed.totalProductionTarget ?? 0,
    truckCounts: wanted.alokasi_truk ?? range('trucks', wanted.min_trucks, wanted.max_trucks, mine.trucks),
    loaderCounts:
      wanted.jumlah_excavator ??
      range('excavators', wanted.min_excavators, wanted.max_excavators, mine.excavators),
    finance: financeSchema.parse({
      coalPriceIdrPerT: money.HargaJualBatuBara ?? undefined,
      fuelPriceIdrPerL: money.HargaSolar ?? undefined,
      queueCostIdrPerTruckH: money.BiayaAntrianPerJam ?? undefined,
      vesselLatePenaltyIdr: money.BiayaPenaltiKeterlambatanKapal ?? undefined,
      incidentCostIdr: money.BiayaRataRataInsiden ?? undefined,
      demurrageIdrPerH: money.BiayaDemurragePerJam ?? undefined,
      operatorSalaryIdrPerMonth: money.GajiOperatorRataRata ?? undefined,
    }),
    disturbances: disturbancesSchema.parse({
      breakdowns: request.disturbances?.breakdowns ?? undefined,
      weatherChanges: request.disturbances?.weather_changes ?? undefined,
      refuelling: request.disturbances?.refuelling ?? undefined,
    }),
    workingTime: {
      shiftChangeLossMin: request.assumptions?.shift_change_loss_min ?? 0,
      breaks: (request.assumptions?.breaks ?? []).map(({ start_min, duration_min }) => ({
        startMin: start_min,
        durationMin: duration_min,
      })),
    },
    seed: request.seed ?? DEFAULT_SEED,
    space: listed ? 'listed' : 'whole',
    dispatchRules: wanted.dispatch_rules ?? (listed ? [SHARED_QUEUE] : [...USUAL_RULES]),
    objective: request.objective ?? 'profit',
    indifference: request.indifference ?? null,
    confidence: request.confidence ?? CONFIDENCE.default,
    maxReplications: request.max_replications ?? MAX_REPLICATIONS.default,
    // Whoever says how many replications there are to be wants all of them.
    timeLimitMs: request.time_limit_ms ?? (request.replications == null ? TIME_LIMIT_MS.default : null),
    replications: request.replications ?? null,
  };
}

function range(
  what: keyof typeof DEFAULT_RANGES,
  min: number | null | undefined,
  max: number | null | undefined,
  have: number,
): number[] {
  const defaults = DEFAULT_RANGES[what];
  const top = max ?? Math.max(min ?? 1, Math.min(defaults.max, have));
  const bottom = min ?? Math.min(defaults.min, top);
  // Nothing is gained by writing out what the mine does not have: the largest says it.
  if (top > have) return [top];
  const length = top - bottom + 1;
  if (length > MOST_COUNTS) {
    throw Problem.ofFaults(422, 'RANGE_TOO_WIDE', [
      {
        field: `decision_variables.max_${what}`,
        message: `makes a range of ${length} counts, ${bottom} to ${top}; ask for at most ${MOST_COUNTS} at once`,
      },
    ]);
  }
  return Array.from({ length }, (_, i) => bottom + i);
}
