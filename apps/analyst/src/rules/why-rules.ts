import type { Wording } from '../language/wording.js';
import type { ModelError } from '../model/model-error.js';

/** Tells a planner why rules answered and what to do, in the question's language. What Ollama said itself is for the log. */
export function whyRules(
  { reason }: Pick<ModelError, 'reason'>,
  { model, host }: { readonly model: string; readonly host: string },
  w: Wording,
): string {
  const pull = `ollama pull ${model}`;
  const why = {
    unreachable: w.pick(
      `Ollama di ${host} tidak dapat dihubungi. Jalankan Ollama, lalu: ${pull}`,
      `Ollama at ${host} cannot be reached. Start Ollama, then run: ${pull}`,
    ),
    missing: w.pick(
      `Ollama di ${host} tidak memiliki model ${model}. Jalankan: ${pull}`,
      `Ollama at ${host} lacks the model ${model}. Run: ${pull}`,
    ),
    failed: w.pick(
      `model ${model} di ${host} gagal menjawab. Lihat log Ollama dan log analis`,
      `the model ${model} at ${host} failed. Look at the logs of Ollama and of the analyst`,
    ),
    late: w.pick(
      `jawaban model ${model} tidak selesai dalam batas waktu CHAT_DEADLINE_MS. Beri waktu lebih lama, atau pilih model yang lebih kecil`,
      `the model ${model} had no whole answer within CHAT_DEADLINE_MS. Give it more time, or choose a smaller model`,
    ),
    resting: w.pick(
      `model ${model} di ${host} beberapa kali gagal, dan untuk sementara tidak ditanya. Lihat log Ollama dan log analis`,
      `the model ${model} at ${host} failed several times and is left alone for a while. Look at the logs of Ollama and of the analyst`,
    ),
  }[reason];
  return w.pick(`Dijawab dengan aturan: ${why}`, `Answered by rules: ${why}`);
}
