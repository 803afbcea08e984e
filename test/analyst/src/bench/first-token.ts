import type { ScriptedOllama } from '@mining-ops/analyst/testing/scripted-ollama.js';
import { ask } from '../system/ask.js';

/** The server's own time to its first token: long enough that all chats are in progress at once, ms. */
const MODEL_MS = 150;

export interface FirstToken {
  /** Time to the client's first token less the server's own, ms, one for each question. */
  readonly addedMs: readonly number[];
}

/** Lets `clients` ask `questions` each, one after the other, all at once. */
export async function measureFirstToken(
  url: string,
  ollama: ScriptedOllama,
  { clients, questions }: { readonly clients: number; readonly questions: number },
): Promise<FirstToken> {
  const words = Array.from({ length: 10 }, (_, i) => `kata${'abcdefghij'[i] ?? ''} `);
  ollama.script = () => ({ words, firstAfterMs: MODEL_MS, betweenMs: 20 });
  const addedMs: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let i = 0; i < questions; i += 1) {
        const question = `pertanyaan dari klien ${client} nomor ${i}`;
        const { firstTokenMs, error } = await ask(url, { question });
        const ownMs = ollama.firstTokenMs.get(question);
        if (firstTokenMs === null || ownMs === undefined)
          throw new Error(`no token: ${error ?? 'none came'}`);
        addedMs.push(firstTokenMs - ownMs);
      }
    }),
  );
  return { addedMs };
}
