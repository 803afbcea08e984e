/** A safety instruction for a shift, in the planner's language. */
export interface SafetyRule {
  readonly code: 'STOP' | 'SLIPPERY' | 'VISIBILITY' | 'ROAD' | 'GRADE' | 'TRAFFIC' | 'NIGHT' | 'NORMAL';
  readonly text: string;
}

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
  const rules: SafetyRule[] = [];
  const { weather, roadCondition } = conditions;
  // A rain that the vocabulary does not know comes as the client spelled it.
  const wet = weather.toUpperCase().startsWith('HUJAN');
  if (weather === 'HUJAN_LEBAT') {
    rules.push({
      code: 'STOP',
      text: 'STOP: Hentikan hauling bila jarak pandang < 50 m atau jalan tergenang.',
    });
  }
  if (wet || roadCondition === 'LICIN') {
    rules.push({
      code: 'SLIPPERY',
      text: 'SLIPPERY: Jalan licin, kecepatan maks 20 km/jam, jarak antar unit 60 m, hindari rem mendadak.',
    });
  }
  if (weather === 'MENDUNG' || weather === 'HUJAN_SEDANG' || weather === 'HUJAN_LEBAT') {
    rules.push({
      code: 'VISIBILITY',
      text: 'VISIBILITAS: Nyalakan lampu utama dan rotary sepanjang siklus.',
    });
  }
  if (roadCondition === 'POOR') {
    rules.push({
      code: 'ROAD',
      text: 'JALAN: Permukaan rusak, maks 25 km/jam, minta motor grader sebelum shift.',
    });
  }
  if (Math.abs(conditions.gradientPct ?? 0) >= STEEP_PCT) {
    rules.push({
      code: 'GRADE',
      text: 'TANJAKAN: Gigi rendah dan retarder di turunan, dilarang menyalip di tanjakan.',
    });
  }
  if (conditions.truckCount >= MANY_TRUCKS || conditions.matchFactor > 1) {
    rules.push({
      code: 'TRAFFIC',
      text: 'TRAFIK: Unit padat, atur antrian di front lewat radio, satu unit per spot.',
    });
  }
  if (conditions.shift === 'SHIFT_3') {
    rules.push({ code: 'NIGHT', text: 'MALAM: Periksa penerangan dan kelelahan operator tiap 2 jam.' });
  }
  return rules.length > 0
    ? rules
    : [{ code: 'NORMAL', text: 'NORMAL: Ikuti SOP standar hauling dan P5M sebelum shift.' }];
}
