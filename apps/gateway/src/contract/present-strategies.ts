import type { StrategyAnswer, StrategyOption } from '@mining-ops/strategy/answer/strategy-answer.js';
import { z } from 'zod';
import { formatIdr, thousands } from './money.js';

/** The first option for the README's question. Its DETAIL is shortened. */
const EXAMPLE = {
  TYPE: 'REKOMENDASI UTAMA',
  INSTRUKSI_FLAT: {
    JUMLAH_DUMP_TRUCK: '15 Unit',
    JUMLAH_EXCAVATOR: '3 Unit',
    ALAT_MUAT_TARGET: 'PIT-02 (Unit: Caterpillar 349E-001)',
    JALUR_ANGKUT: 'Road Segment 1 (2.68 km)',
  },
  KPI_PREDIKSI: {
    PROFIT: '3.27 Miliar IDR',
    PRODUKSI: '4,124 Ton',
    ESTIMASI_DURASI: '0.7 Hari',
    FUEL_RATIO: '0.29 L/Ton',
    IDLE_ANTRIAN: '8.8 Jam',
  },
  ANALISIS_KAPAL: 'Kapal: MV Mahakam Indah | Status: ON_SCHEDULE | Estimasi Selesai: 0.7 Hari',
  SOP_KESELAMATAN:
    'SLIPPERY: Jalan licin, kecepatan maks 20 km/jam | TRAFIK: Unit padat, atur antrian lewat radio',
  PERINGATAN: [],
  DETAIL: { rank: 1, truckCount: 15, loaderCount: 3 },
};

/** One strategy as the first version's clients read it. */
export const contractStrategySchema = z
  .object({
    TYPE: z.enum(['REKOMENDASI UTAMA', 'ALTERNATIF']),
    INSTRUKSI_FLAT: z.object({
      JUMLAH_DUMP_TRUCK: z.string(),
      JUMLAH_EXCAVATOR: z.string(),
      ALAT_MUAT_TARGET: z.string().meta({ description: 'Location, then unit' }),
      JALUR_ANGKUT: z.string(),
    }),
    KPI_PREDIKSI: z.object({
      PROFIT: z.string(),
      PRODUKSI: z.string(),
      ESTIMASI_DURASI: z
        .string()
        .meta({ description: "Until the vessel's remaining tonnage is delivered; N/A without a vessel" }),
      FUEL_RATIO: z.string(),
      IDLE_ANTRIAN: z.string().meta({ description: 'Truck-hours in queues' }),
    }),
    ANALISIS_KAPAL: z.string().meta({
      description:
        'Ends with DENDA and the amount where there is a fine; "Tidak ada kapal." without a vessel',
    }),
    SOP_KESELAMATAN: z.string().meta({ description: 'Rules, joined by " | "' }),
    PERINGATAN: z.array(z.string()).meta({ description: 'What the planner should know about these numbers' }),
    DETAIL: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The same facts as numbers, units in the key names' }),
  })
  .meta({ id: 'ContractStrategy', example: EXAMPLE });
export type ContractStrategy = z.infer<typeof contractStrategySchema>;

export const topThreeSchema = z
  .object({
    top_3_strategies: z
      .array(z.record(z.string().regex(/^OPSI_[123]$/), contractStrategySchema))
      .meta({ description: 'Best first; one key each: OPSI_1, OPSI_2, OPSI_3' }),
    cached: z
      .literal(true)
      .optional()
      .meta({ description: 'Only where the same question was answered before from the same data' }),
    job_id: z.string().optional().meta({ description: 'The job that answered it then' }),
  })
  .meta({ id: 'TopThree', example: { top_3_strategies: [{ OPSI_1: EXAMPLE }] } });
export type TopThree = z.infer<typeof topThreeSchema>;

/** An answer in the contract's words and formats. */
export function presentStrategies(answer: StrategyAnswer): TopThree {
  return {
    top_3_strategies: answer.options.map((option) => ({
      [`OPSI_${option.rank}`]: presentOption(option, answer),
    })),
  };
}

function presentOption(option: StrategyOption, answer: StrategyAnswer): ContractStrategy {
  const { selection, candidates, comparison, remarks, runnersUp, pareto } = answer;
  const { seed, conditions, assumptions, dataFingerprint, warnings } = answer;
  const search = {
    ...{ selection, candidates, comparison, remarks, runnersUp, pareto },
    ...{ seed, conditions, assumptions, dataFingerprint },
  };
  return {
    TYPE: option.rank === 1 ? 'REKOMENDASI UTAMA' : 'ALTERNATIF',
    INSTRUKSI_FLAT: {
      JUMLAH_DUMP_TRUCK: `${option.truckCount} Unit`,
      JUMLAH_EXCAVATOR: `${option.loaderCount} Unit`,
      ALAT_MUAT_TARGET: `${option.loadingPlace ?? 'Lokasi tidak tercatat'} (Unit: ${option.loaders[0]?.name ?? '-'})`,
      JALUR_ANGKUT: `${option.road.name} (${option.road.distanceKm.toFixed(2)} km)`,
    },
    KPI_PREDIKSI: {
      PROFIT: formatIdr(option.profitIdr.mean),
      PRODUKSI: `${thousands(option.kpi.productionT.mean)} Ton`,
      ESTIMASI_DURASI: durationText(option.vessel),
      FUEL_RATIO:
        option.kpi.fuelRatioLPerT === null ? 'N/A' : `${option.kpi.fuelRatioLPerT.toFixed(2)} L/Ton`,
      IDLE_ANTRIAN: `${option.kpi.queueH.mean.toFixed(1)} Jam`,
    },
    ANALISIS_KAPAL: vesselText(option.vessel),
    SOP_KESELAMATAN: option.safetyRules.map((rule) => rule.text).join(' | '),
    PERINGATAN: [...warnings.map(({ message }) => message), ...remarks.map(({ id }) => id)],
    DETAIL: { ...option, search, warnings },
  };
}

function durationText(vessel: StrategyOption['vessel']): string {
  return vessel === null || vessel.daysToComplete === null
    ? 'N/A'
    : `${vessel.daysToComplete.toFixed(1)} Hari`;
}

function vesselText(vessel: StrategyOption['vessel']): string {
  if (vessel === null) return 'Tidak ada kapal.';
  const fineIdr = vessel.demurrageIdr + vessel.latePenaltyIdr;
  return [
    `Kapal: ${vessel.vesselName}`,
    `Status: ${vessel.status}`,
    `Estimasi Selesai: ${durationText(vessel)}`,
    // Clients colour the card red on this word: it appears only where there is a fine.
    ...(fineIdr > 0 ? [`DENDA: ${formatIdr(fineIdr)}`] : []),
  ].join(' | ');
}
