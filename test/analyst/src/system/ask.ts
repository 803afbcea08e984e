import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import type { ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';

export interface StreamedAnswer {
  /** From sending the question, ms; null where no token came. */
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  /** null where the job failed. */
  readonly result: ResultOf<typeof chatJob> | null;
  /** What it failed with. */
  readonly error: string | null;
}

/** Asks a question by POST /v1/chats/stream, and hears its answer to the end. */
export async function ask(url: string, body: object): Promise<StreamedAnswer> {
  const startedMs = performance.now();
  const response = await fetch(`${url}/v1/chats/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok || !response.body) throw new Error(`${response.status}: ${await response.text()}`);
  const decoder = new TextDecoder();
  let firstTokenMs: number | null = null;
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (firstTokenMs === null && text.includes('event: token')) firstTokenMs = performance.now() - startedMs;
  }
  const totalMs = performance.now() - startedMs;
  const [, type, data] = /event: (completed|failed|cancelled)\ndata: (.*)/.exec(text) ?? [];
  if (type === 'completed') {
    const result = chatJob.result.parse(JSON.parse(data ?? 'null'));
    return { firstTokenMs, totalMs, result, error: null };
  }
  return { firstTokenMs, totalMs, result: null, error: data ?? 'the stream broke off' };
}
