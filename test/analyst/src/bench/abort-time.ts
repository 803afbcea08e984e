import type { ScriptedOllama } from '@mining-ops/analyst/testing/scripted-ollama.js';

/** From DELETE of a running question to the model's server seeing its client hang up, ms. */
export async function measureAborts(url: string, ollama: ScriptedOllama, times: number): Promise<number[]> {
  ollama.script = () => ({ words: ['Sebentar'], end: 'never' });
  const measured: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const [asked, hungUp] = [ollama.untilAsked(), ollama.untilHungUp()];
    const response = await fetch(`${url}/v1/chats`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: `pertanyaan ${i}` }),
    });
    const { jobId } = (await response.json()) as { jobId: string };
    await asked;
    const startedMs = performance.now();
    await fetch(`${url}/v1/jobs/${jobId}`, { method: 'DELETE' });
    await hungUp;
    measured.push(performance.now() - startedMs);
  }
  return measured;
}
