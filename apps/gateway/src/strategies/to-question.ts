import { instantMs } from '@mining-ops/fleet-data/tables/cells.js';
import {
  normaliseRoadCondition,
  normaliseShift,
  normaliseWeather,
} from '@mining-ops/fleet-data/vocabulary.js';
import {
  DEFAULT_SEED,
  financeSchema,
  REPLICATIONS,
  type StrategyQuestion,
} from '@mining-ops/strategy/question/strategy-question.js';
import { DEFAULT_RANGES, type StrategyRequest } from './strategy-request.js';

/** How many machines the mine's files have: ranges are written out no further than that and one more. */
export interface MineSize {
  readonly trucks: number;
  readonly excavators: number;
}

/**
 * The question that a valid request asks. Ranges that the client left to their defaults end where the mine ends; those
 * it gave are kept, so that one too many is refused by name.
 */
export function toQuestion(request: StrategyRequest, mine: MineSize, nowMs: number): StrategyQuestion {
  const fixed = request.fixed_conditions ?? {};
  const wanted = request.decision_variables ?? {};
  const money = request.financial_params ?? {};
  const shift = normaliseShift(fixed.shift ?? 'SHIFT_1');
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
    truckCounts:
      wanted.alokasi_truk ?? range(wanted.min_trucks, wanted.max_trucks, DEFAULT_RANGES.trucks, mine.trucks),
    loaderCounts:
      wanted.jumlah_excavator ??
      range(wanted.min_excavators, wanted.max_excavators, DEFAULT_RANGES.excavators, mine.excavators),
    finance: financeSchema.parse({
      coalPriceIdrPerT: money.HargaJualBatuBara ?? undefined,
      fuelPriceIdrPerL: money.HargaSolar ?? undefined,
      queueCostIdrPerTruckH: money.BiayaAntrianPerJam ?? undefined,
      vesselLatePenaltyIdr: money.BiayaPenaltiKeterlambatanKapal ?? undefined,
      incidentCostIdr: money.BiayaRataRataInsiden ?? undefined,
      demurrageIdrPerH: money.BiayaDemurragePerJam ?? undefined,
      operatorSalaryIdrPerMonth: money.GajiOperatorRataRata ?? undefined,
    }),
    seed: request.seed ?? DEFAULT_SEED,
    replications: request.replications ?? REPLICATIONS.default,
  };
}

function range(
  min: number | null | undefined,
  max: number | null | undefined,
  defaults: { readonly min: number; readonly max: number },
  have: number,
): number[] {
  const top = max ?? Math.max(min ?? 1, Math.min(defaults.max, have));
  const bottom = min ?? Math.min(defaults.min, top);
  // Nothing is gained by writing out what the mine does not have: the largest says it.
  if (top > have) return [top];
  return Array.from({ length: top - bottom + 1 }, (_, i) => bottom + i);
}
