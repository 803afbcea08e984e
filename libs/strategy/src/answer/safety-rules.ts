type Code = 'STOP' | 'SLIPPERY' | 'VISIBILITY' | 'ROAD' | 'GRADE' | 'TRAFFIC' | 'NIGHT' | 'NORMAL';

/** A safety instruction for a shift, in the planner's language. */
export interface SafetyRule {
  readonly code: Code;
  readonly text: string;
}

/** What the rules say: in the planner's language, as clients show it, and in English. */
export const SAFETY_TEXTS: Readonly<Record<Code, { readonly text: string; readonly english: string }>> = {
  STOP: {
    text: 'STOP: Hentikan hauling bila jarak pandang < 50 m atau jalan tergenang.',
    english: 'STOP: Stop hauling where visibility is < 50 m or the road is flooded.',
  },
  SLIPPERY: {
    text: 'SLIPPERY: Jalan licin, kecepatan maks 20 km/jam, jarak antar unit 60 m, hindari rem mendadak.',
    english: 'SLIPPERY: Slippery road, at most 20 km/h, 60 m between units, avoid sudden braking.',
  },
  VISIBILITY: {
    text: 'VISIBILITAS: Nyalakan lampu utama dan rotary sepanjang siklus.',
    english: 'VISIBILITY: Headlights and beacon on for the whole cycle.',
  },
  ROAD: {
    text: 'JALAN: Permukaan rusak, maks 25 km/jam, minta motor grader sebelum shift.',
    english: 'ROAD: Damaged surface, at most 25 km/h, ask for a motor grader before the shift.',
  },
  GRADE: {
    text: 'TANJAKAN: Gigi rendah dan retarder di turunan, dilarang menyalip di tanjakan.',
    english: 'GRADE: Low gear and retarder downhill, no overtaking on the climb.',
  },
  TRAFFIC: {
    text: 'TRAFIK: Unit padat, atur antrian di front lewat radio, satu unit per spot.',
    english: 'TRAFFIC: Many units, manage the queue at the face by radio, one unit a spot.',
  },
  NIGHT: {
    text: 'MALAM: Periksa penerangan dan kelelahan operator tiap 2 jam.',
    english: "NIGHT: Check lighting and the operators' fatigue every 2 h.",
  },
  NORMAL: {
    text: 'NORMAL: Ikuti SOP standar hauling dan P5M sebelum shift.',
    english: 'NORMAL: Follow the standard hauling procedure, and hold the 5-minute talk before the shift.',
  },
};

export interface SafetyConditions {
  readonly weather: string;
  readonly roadCondition: string;
  readonly shift: string;
  readonly gradientPct: number | null;
  readonly truckCount: number;
  /** Trucks over what the loaders can keep moving without a queue. */
  readonly matchFactor: number;
}

/** Steeper than this, loaded trucks descend in low gear with the retarder (common haul-road practice: 8–10%). */
const STEEP_PCT = 8;
const MANY_TRUCKS = 12;

/** The rules that apply, most urgent first; a NORMAL one where none does. */
export function safetyRules(conditions: SafetyConditions): SafetyRule[] {
  const { weather, roadCondition, gradientPct, truckCount, matchFactor, shift } = conditions;
  // A rain that the vocabulary does not know comes as the client spelled it.
  const wet = weather.toUpperCase().startsWith('HUJAN');
  const applies: [Code, boolean][] = [
    ['STOP', weather === 'HUJAN_LEBAT'],
    ['SLIPPERY', wet || roadCondition === 'LICIN'],
    ['VISIBILITY', ['MENDUNG', 'HUJAN_SEDANG', 'HUJAN_LEBAT'].includes(weather)],
    ['ROAD', roadCondition === 'POOR'],
    ['GRADE', Math.abs(gradientPct ?? 0) >= STEEP_PCT],
    ['TRAFFIC', truckCount >= MANY_TRUCKS || matchFactor > 1],
    ['NIGHT', shift === 'SHIFT_3'],
  ];
  const codes = applies.filter(([, applying]) => applying).map(([code]) => code);
  return (codes.length > 0 ? codes : (['NORMAL'] as const)).map((code) => ({
    code,
    text: SAFETY_TEXTS[code].text,
  }));
}
