type Bag = Record<string, unknown>;

const estimate = (mean: number, spread = mean / 100): Bag => ({
  mean,
  halfWidth95: spread,
  p10: mean - 2 * spread,
  p90: mean + 2 * spread,
});

export interface OptionFigures {
  readonly rank: number;
  readonly trucks: number;
  readonly loaders: number;
  readonly profitIdr: number;
  readonly productionT: number;
  readonly queueH: number;
}

/** An option as the gateway sends it, card and DETAIL, for a vessel that comes out late. */
export function strategyOf({ rank, trucks, loaders, profitIdr, productionT, queueH }: OptionFigures): Bag {
  const demurrageIdr = 50_000_000;
  const fuelIdr = 15_000_000;
  return {
    [`OPSI_${rank}`]: {
      TYPE: rank === 1 ? 'REKOMENDASI UTAMA' : 'ALTERNATIF',
      INSTRUKSI_FLAT: {
        JUMLAH_DUMP_TRUCK: `${trucks} Unit`,
        JUMLAH_EXCAVATOR: `${loaders} Unit`,
        ALAT_MUAT_TARGET: 'PIT-02 (Unit: Caterpillar 349E-001)',
        JALUR_ANGKUT: 'Road Segment 1 (2.68 km)',
      },
      KPI_PREDIKSI: {
        PROFIT: `${Math.round(profitIdr / 1e6)} Juta IDR`,
        PRODUKSI: `${productionT.toLocaleString('en-US')} Ton`,
        ESTIMASI_DURASI: '3.4 Hari',
        FUEL_RATIO: '0.65 L/Ton',
        IDLE_ANTRIAN: `${queueH} Jam`,
      },
      ANALISIS_KAPAL: 'Kapal: MV Coal | Status: DELAY_RISK | Estimasi Selesai: 3.4 Hari | DENDA: 50 Juta IDR',
      SOP_KESELAMATAN: 'SLIPPERY: Jalan licin, kecepatan maks 20 km/jam, jarak antar unit 60 m.',
      PERINGATAN: [],
      DETAIL: {
        truckCount: trucks,
        loaderCount: loaders,
        road: { id: 'cmhsbjn8x02s2maft90hi31ty', name: 'Road Segment 1', distanceKm: 2.6843 },
        loadingPlace: 'PIT-02',
        trucks: [],
        loaders: [{ id: 'cmhsbjpma05ddmaft5kv95dom', name: 'Caterpillar 349E-001', bucketCapacityM3: 8.7 }],
        kpi: {
          productionT: estimate(productionT),
          cycles: estimate(productionT / 30),
          fuelL: estimate(1_000),
          fuelRatioLPerT: 1_000 / productionT,
          queueH: estimate(queueH),
          incidents: estimate(10),
          loaderUtilisation: 0.7,
          matchFactor: 0.9,
          cycleMin: 55,
        },
        profitIdr: estimate(profitIdr),
        profitTerms: {
          revenueIdr: profitIdr + fuelIdr + demurrageIdr + 6_000_000,
          ...{ fuelIdr, queueIdr: queueH * 100_000, incidentsIdr: 5_000_000 },
          ...{ operatorsIdr: 1_000_000 - queueH * 100_000, demurrageIdr, latePenaltyIdr: 0 },
        },
        target: null,
        vessel: {
          ...{ scheduleId: 'cmvqil3409n8kminecy6pnzuo', vesselName: 'MV Coal', status: 'DELAY_RISK' },
          ...{ remainingT: 12_000, daysToComplete: 3.44, deadlineMs: Date.UTC(2026, 10, 27), slackH: -10 },
          ...{ demurrageH: 10, demurrageIdr, latePenaltyIdr: 0, deadlineProbability: 0.1 },
        },
        search: {
          conditions: { weather: 'HUJAN_RINGAN', roadCondition: 'GOOD', shift: 'SHIFT_1' },
          assumptions: { shiftDurationMin: 480, shiftsPerDay: 3 },
          seed: 1,
        },
      },
    },
  };
}

/** Two options of a shift in light rain. */
export const STRATEGIES = [
  strategyOf({ rank: 1, trucks: 10, loaders: 2, profitIdr: 857_000_000, productionT: 1_537, queueH: 3.6 }),
  strategyOf({ rank: 2, trucks: 8, loaders: 2, profitIdr: 830_000_000, productionT: 1_401, queueH: 1.2 }),
];
