import type { StrategyAnswer, StrategyOption } from '@mining-ops/strategy/answer/strategy-answer.js';
import { z } from 'zod';
import { formatIdr, thousands } from './money.js';

const text = (example: string): z.ZodString => z.string().meta({ example });

/** One strategy as the first version's clients read it. */
export const contractStrategySchema = z
  .object({
    TYPE: z.enum(['REKOMENDASI UTAMA', 'ALTERNATIF']),
    INSTRUKSI_FLAT: z.object({
      JUMLAH_DUMP_TRUCK: text('10 Unit'),
      JUMLAH_EXCAVATOR: text('2 Unit'),
      ALAT_MUAT_TARGET: text('PIT-02 (Unit: Caterpillar 349E-001)'),
      JALUR_ANGKUT: text('Road Segment 1 (2.68 km)'),
    }),
    KPI_PREDIKSI: z.object({
      PROFIT: text('857 Juta IDR'),
      PRODUKSI: text('1,537 Ton'),
      ESTIMASI_DURASI: text('3.4 Hari'),
      FUEL_RATIO: text('0.83 L/Ton'),
      IDLE_ANTRIAN: text('3.6 Jam'),
    }),
    ANALISIS_KAPAL: text(
      'Kapal: MV Coal | Status: DELAY_RISK | Estimasi Selesai: 3.4 Hari | DENDA: 50 Juta IDR',
    ),
    SOP_KESELAMATAN: text('SLIPPERY: Jalan licin, kecepatan maks 20 km/jam'),
    PERINGATAN: z.array(z.string()).meta({ description: 'What the planner should know about these numbers' }),
    DETAIL: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The same facts as numbers, units in the key names' }),
  })
  .meta({ id: 'ContractStrategy' });
export type ContractStrategy = z.infer<typeof contractStrategySchema>;

export const topThreeSchema = z.object({
  top_3_strategies: z
    .array(z.record(z.string().regex(/^OPSI_[123]$/), contractStrategySchema))
    .meta({ description: 'Best first; one key each: OPSI_1, OPSI_2, OPSI_3' }),
});
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
  const { candidates, replications, seed, conditions, assumptions, dataFingerprint, warnings } = answer;
  const search = { candidates, replications, seed, conditions, assumptions, dataFingerprint };
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
    PERINGATAN: warnings.map((warning) => warning.message),
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
