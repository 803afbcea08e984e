import { SAFETY_TEXTS } from '@mining-ops/strategy/answer/safety-rules.js';
import { readOptions } from '../facts/read-options.js';
import { Wording } from '../language/wording.js';
import { STRATEGIES } from '../testing/sample-strategies.js';
import { ruleAnswer } from './rule-answer.js';
import { whyRules } from './why-rules.js';

const facts = readOptions(STRATEGIES);

describe('an answer by rules', () => {
  it('says which option, why, the trade-off, the vessel and the safety rules, in Indonesian', () => {
    expect(ruleAnswer(facts, 'Mengapa opsi 1?', new Wording('id')).split('\n')).toEqual([
      'Opsi 1 (10 truk, 2 excavator) adalah rekomendasi utama: profit 857 juta IDR, produksi 1.537 ton, rasio bahan bakar 0,65 L/ton, antrian 3,6 jam.',
      'Dibanding opsi 2, opsi 1: profit 27,0 juta IDR lebih tinggi; produksi 136 ton lebih tinggi; antrian 2,4 jam lebih tinggi.',
      'Kapal MV Coal pada opsi 1: status DELAY_RISK, selesai dalam 3,4 hari, terlambat 10,0 jam, denda 50,0 juta IDR.',
      'Keselamatan: SLIPPERY: Jalan licin, kecepatan maks 20 km/jam, jarak antar unit 60 m.',
      'Berlaku untuk cuaca HUJAN_RINGAN dan jalan GOOD.',
    ]);
  });

  it('says the same in English to an English question, its safety rules too', () => {
    const { options, circumstances } = facts;
    const safety = [SAFETY_TEXTS.SLIPPERY.text, SAFETY_TEXTS.NIGHT.text];
    const withRules = { options: options.map((option) => ({ ...option, safety })), circumstances };
    expect(ruleAnswer(withRules, 'Why option 1?', new Wording('en')).split('\n')).toEqual([
      'Option 1 (10 trucks, 2 excavators) is the recommendation: profit 857 million IDR, production 1,537 t, fuel ratio 0.65 L/t, queueing 3.6 h.',
      'Compared with option 2, option 1: profit 27.0 million IDR higher; production 136 t higher; queueing 2.4 h higher.',
      'Vessel MV Coal with option 1: status DELAY_RISK, done in 3.4 days, late by 10.0 h, fine 50.0 million IDR.',
      "Safety: SLIPPERY: Slippery road, at most 20 km/h, 60 m between units, avoid sudden braking. NIGHT: Check lighting and the operators' fatigue every 2 h.",
      'This holds for weather HUJAN_RINGAN and road GOOD.',
    ]);
  });

  it('compares with the option that the question names', () => {
    const three = [...STRATEGIES, { OPSI_3: (STRATEGIES[1] as { OPSI_2: object }).OPSI_2 }];
    expect(ruleAnswer(readOptions(three), 'Kenapa bukan opsi 3?', new Wording('id'))).toContain(
      'Dibanding opsi 3, opsi 1:',
    );
  });

  it('asks for strategies where there are none', () => {
    expect(ruleAnswer(readOptions(null), 'Mengapa?', new Wording('id'))).toMatch(/^Belum ada strategi/);
    expect(ruleAnswer(readOptions(null), 'Why?', new Wording('en'))).toMatch(/^There is no strategy/);
  });
});

describe('why rules answered', () => {
  const model = { model: 'qwen2.5:7b', host: 'http://gpu:11434' };

  it.each([
    ['unreachable', /gpu:11434 tidak dapat dihubungi\. Jalankan Ollama, lalu: ollama pull qwen2\.5:7b$/],
    ['missing', /tidak memiliki model qwen2\.5:7b\. Jalankan: ollama pull qwen2\.5:7b$/],
    ['failed', /gagal menjawab\. Lihat log Ollama/],
    ['late', /CHAT_DEADLINE_MS\. Beri waktu lebih lama/],
    ['resting', /untuk sementara tidak ditanya/],
  ] as const)('%s is said with its remedy, in one language', (reason, indonesian) => {
    const [id, en] = (['id', 'en'] as const).map((language) =>
      whyRules({ reason }, model, new Wording(language)),
    );
    expect(id).toMatch(/^Dijawab dengan aturan: /);
    expect(id).toMatch(indonesian);
    expect(id).not.toMatch(/\b(?:the|cannot|run|start|answered|by rules)\b/i);
    expect(en).toMatch(/^Answered by rules: /);
    expect(en).not.toMatch(/\b(?:dan|tidak|lalu|jalankan|dijawab|dengan)\b/i);
  });
});
