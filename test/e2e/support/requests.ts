/** The sample mine's ids that older clients carry as defaults. */
export const ROAD = 'cmhsbjn8x02s2maft90hi31ty';
export const EXCAVATOR = 'cmhsbjpma05ddmaft5kv95dom';

/** A question about one road and one excavator (form A): 33 candidates, some tens of milliseconds of work. */
export function smallQuestion(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    fixed_conditions: {
      weatherCondition: 'Hujan Ringan',
      roadCondition: 'GOOD',
      shift: 'SHIFT_1',
      simulation_start_date: '2026-11-24T00:00:00Z',
      target_road_id: ROAD,
      target_excavator_id: EXCAVATOR,
    },
    decision_variables: {
      alokasi_truk: Array.from({ length: 11 }, (_, i) => 5 + i),
      jumlah_excavator: [1, 2, 3],
    },
    seed: 1,
    ...changes,
  };
}

/** A question about the whole mine: thousands of candidates, whose first rounds are large enough to be handed out. */
export function wholeQuestion(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    fixed_conditions: { weatherCondition: 'light rain', simulation_start_date: '2026-11-24T00:00:00Z' },
    seed: 77,
    time_limit_ms: 100_000,
    ...changes,
  };
}

/** The small question with so many replications that one thread works on it for some seconds. */
export function longQuestion(): Record<string, unknown> {
  return smallQuestion({ replications: 800 });
}
