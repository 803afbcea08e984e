/** The question of the README's quick start, without its ranges: one road, one excavator as the target, a vessel. */
const README_CONDITIONS = {
  weatherCondition: 'Hujan Ringan',
  roadCondition: 'GOOD',
  shift: 'SHIFT_1',
  simulation_start_date: '2026-11-24T00:00:00Z',
  target_road_id: 'cmhsbjn8x02s2maft90hi31ty',
  target_excavator_id: 'cmhsbjpma05ddmaft5kv95dom',
  target_schedule_id: 'cmvqil3409n8kminecy6pnzuo',
};

/** Three fleets with one and two excavators each, 100 shifts of 8 h for every one of them. Another seed, another job. */
export function readmeRequest(seed: number): object {
  return {
    fixed_conditions: README_CONDITIONS,
    decision_variables: { alokasi_truk: [8, 10, 12], jumlah_excavator: [1, 2] },
    replications: 100,
    seed,
  };
}

/** The same with 11 fleets and up to three excavators, 33 candidates: some two tenths of a second of one core. */
export function largerRequest(seed: number): object {
  return {
    fixed_conditions: README_CONDITIONS,
    decision_variables: {
      alokasi_truk: Array.from({ length: 11 }, (_, i) => 5 + i),
      jumlah_excavator: [1, 2, 3],
    },
    replications: 100,
    seed,
  };
}

/** Form B without a target: every way to staff the sample mine's shift, until the choice is as sure as asked. */
export function wholeMine(seed: number): object {
  return {
    fixed_conditions: { weatherCondition: 'Hujan Ringan', simulation_start_date: '2026-11-24T00:00:00Z' },
    time_limit_ms: 60_000,
    seed,
  };
}
