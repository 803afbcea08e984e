import type { Effect, Test, Verdict } from '../judge/verdict.js';
import type { DriftReport } from '../report/drift-report.js';

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type NoVerdictCode = NonNullable<DriftReport['noVerdict']>['code'];

/** Everything that the page says, in one language. */
export interface Wording {
  readonly title: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly meanings: Readonly<Record<Verdict, string>>;
  readonly noVerdict: Readonly<Record<NoVerdictCode, string>>;
  readonly checked: string;
  readonly window: string;
  readonly observations: string;
  readonly logRows: string;
  readonly questions: string;
  readonly otherVersions: string;
  readonly broken: string;
  readonly reference: string;
  readonly trainingRows: string;
  readonly falseAlarm: string;
  readonly models: string;
  readonly columns: string;
  readonly column: string;
  readonly verdict: string;
  readonly adjustedP: string;
  readonly effect: string;
  readonly byChance: string;
  readonly missing: string;
  readonly together: string;
  readonly togetherMeaning: string;
  readonly neverSeen: string;
  readonly neverSeenMeaning: string;
  readonly value: string;
  readonly share: string;
  readonly firstSeen: string;
  readonly mean: string;
  readonly others: string;
  readonly unknown: string;
  readonly retrain: string;
  readonly method: string;
  readonly tests: Readonly<Record<Test['name'], string>>;
  readonly effects: Readonly<Record<Effect['name'], string>>;
  /** For numbers: 1.234,5 or 1,234.5. */
  readonly locale: string;
  readonly features: Readonly<Record<string, string>>;
}

const TESTS = {
  'kolmogorov-smirnov': 'Kolmogorov–Smirnov',
  'mann-whitney': 'Mann–Whitney',
} as const;

const en: Wording = {
  title: 'Drift of the models',
  verdicts: { stable: 'Stable', drift: 'Drift', 'not-enough-data': 'Not enough data' },
  meanings: {
    stable: 'The models are asked, and answer, as when they were trained: chance explains every difference.',
    drift: 'The models are asked about other things, or answer otherwise, than when they were trained.',
    'not-enough-data': 'Nothing can be said yet.',
  },
  noVerdict: {
    NO_MODELS: 'No model serves, or its files cannot be read.',
    NO_LOG: 'There is no prediction log: nothing was predicted yet.',
    LOG_EMPTY: 'The prediction log has no row within the time that is looked at.',
    LOG_UNUSABLE: 'The prediction log has no column “timestamp”: its header may have been cut off.',
    TOO_FEW_ROWS: 'There are too few observations; at least 100 are needed.',
  },
  checked: 'Checked',
  window: 'Window',
  observations: 'observations',
  logRows: 'rows of the log',
  questions: 'planners’ questions, each counted once',
  otherVersions: 'rows of other versions left out',
  broken: 'broken rows left out',
  reference: 'Reference',
  trainingRows: 'trips learned from',
  falseAlarm: 'Probability of a false alarm',
  models: 'Models',
  columns: 'Inputs and predictions',
  column: 'Column',
  verdict: 'Verdict',
  adjustedP: 'adjusted p',
  effect: 'Size of the difference',
  byChance: 'by chance up to',
  missing: 'Unknown',
  together: 'All columns together',
  togetherMeaning:
    'Trees learn to tell the window’s rows from the reference’s. 0.5 is guessing, 1 is never wrong.',
  neverSeen: 'Never seen in training',
  neverSeenMeaning: 'The models treat these as unknown.',
  value: 'Value',
  share: 'Share',
  firstSeen: 'First seen',
  mean: 'Mean',
  others: 'others',
  unknown: 'unknown or empty',
  retrain: 'Train anew with one call:',
  method:
    'A column has drifted where its test is significant after Benjamini–Hochberg over all tests of this report, and a size of the difference is beyond what 95% of resamples of the reference reach.',
  tests: { ...TESTS, 'chi-square': 'chi-square', 'fisher-exact': 'Fisher’s exact test' },
  effects: {
    'wasserstein-sd': 'Wasserstein / sd',
    'jensen-shannon': 'Jensen–Shannon',
    psi: 'PSI',
    'missing-share': 'change of the share',
    auc: 'area under the ROC curve',
  },
  locale: 'en-US',
  features: {
    capacity: 'Truck capacity, t',
    bucketCapacity: 'Bucket capacity, m³',
    rating: 'Driver’s rating',
    operator_experience_years: 'Driver’s experience, years',
    distance: 'Distance, km',
    gradient: 'Gradient, %',
    truck_age_days: 'Truck’s age, days',
    days_since_last_maintenance: 'Days since maintenance',
    weatherCondition: 'Weather',
    roadCondition: 'Road condition',
    shift: 'Shift',
    brand: 'Truck’s make',
    model_excavator: 'Excavator model',
    pred_bbm: 'Predicted fuel, L',
    pred_load: 'Predicted load, t',
    pred_delay: 'Predicted probability of a delay',
    pred_loading_min: 'Predicted loading, min',
    pred_hauling_min: 'Predicted hauling, min',
    pred_dumping_min: 'Predicted dumping, min',
    pred_return_min: 'Predicted return, min',
  },
};

const id: Wording = {
  title: 'Pergeseran model',
  verdicts: { stable: 'Stabil', drift: 'Bergeser', 'not-enough-data': 'Data belum cukup' },
  meanings: {
    stable:
      'Model ditanya dan menjawab seperti saat dilatih: setiap perbedaan dapat dijelaskan oleh kebetulan.',
    drift: 'Model ditanya tentang hal lain, atau menjawab lain, daripada saat dilatih.',
    'not-enough-data': 'Belum ada yang dapat disimpulkan.',
  },
  noVerdict: {
    NO_MODELS: 'Tidak ada model yang dipakai, atau berkasnya tidak dapat dibaca.',
    NO_LOG: 'Catatan prediksi belum ada: belum ada yang diprediksi.',
    LOG_EMPTY: 'Catatan prediksi tidak berisi baris dalam rentang waktu yang diperiksa.',
    LOG_UNUSABLE: 'Catatan prediksi tidak punya kolom “timestamp”: kepala berkasnya mungkin terpotong.',
    TOO_FEW_ROWS: 'Pengamatan terlalu sedikit; diperlukan paling sedikit 100.',
  },
  checked: 'Diperiksa',
  window: 'Jendela',
  observations: 'pengamatan',
  logRows: 'baris catatan',
  questions: 'pertanyaan perencana, masing-masing dihitung sekali',
  otherVersions: 'baris versi lain tidak dipakai',
  broken: 'baris rusak tidak dipakai',
  reference: 'Acuan',
  trainingRows: 'ritase yang dipelajari',
  falseAlarm: 'Peluang alarm palsu',
  models: 'Model',
  columns: 'Masukan dan prediksi',
  column: 'Kolom',
  verdict: 'Putusan',
  adjustedP: 'p disesuaikan',
  effect: 'Besar perbedaan',
  byChance: 'karena kebetulan sampai',
  missing: 'Tidak diketahui',
  together: 'Semua kolom bersama',
  togetherMeaning:
    'Pohon keputusan belajar membedakan baris jendela dari baris acuan. 0,5 berarti menebak, 1 berarti tidak pernah salah.',
  neverSeen: 'Belum pernah ada saat pelatihan',
  neverSeenMeaning: 'Model memperlakukannya sebagai tidak diketahui.',
  value: 'Nilai',
  share: 'Bagian',
  firstSeen: 'Pertama terlihat',
  mean: 'Rata-rata',
  others: 'lainnya',
  unknown: 'tidak dikenal atau kosong',
  retrain: 'Latih ulang dengan satu panggilan:',
  method:
    'Sebuah kolom bergeser bila ujinya signifikan setelah Benjamini–Hochberg atas semua uji laporan ini, dan besar perbedaannya melampaui yang dicapai 95% pengambilan ulang dari acuan.',
  tests: { ...TESTS, 'chi-square': 'khi-kuadrat', 'fisher-exact': 'uji eksak Fisher' },
  effects: {
    'wasserstein-sd': 'Wasserstein / sd',
    'jensen-shannon': 'Jensen–Shannon',
    psi: 'PSI',
    'missing-share': 'perubahan bagian',
    auc: 'luas di bawah kurva ROC',
  },
  locale: 'id-ID',
  features: {
    capacity: 'Kapasitas truk, t',
    bucketCapacity: 'Kapasitas bucket, m³',
    rating: 'Nilai pengemudi',
    operator_experience_years: 'Pengalaman pengemudi, tahun',
    distance: 'Jarak, km',
    gradient: 'Kemiringan, %',
    truck_age_days: 'Umur truk, hari',
    days_since_last_maintenance: 'Hari sejak perawatan',
    weatherCondition: 'Cuaca',
    roadCondition: 'Kondisi jalan',
    shift: 'Shift',
    brand: 'Merek truk',
    model_excavator: 'Model excavator',
    pred_bbm: 'Prediksi BBM, L',
    pred_load: 'Prediksi muatan, t',
    pred_delay: 'Prediksi peluang keterlambatan',
    pred_loading_min: 'Prediksi muat, menit',
    pred_hauling_min: 'Prediksi angkut, menit',
    pred_dumping_min: 'Prediksi curah, menit',
    pred_return_min: 'Prediksi kembali, menit',
  },
};

export const WORDINGS: Readonly<Record<Language, Wording>> = { en, id };
