/** A line of a stream that should have been JSON. */
export class BrokenLineError extends Error {
  override readonly name = 'BrokenLineError';

  constructor() {
    super('a line of its answer is no JSON');
  }
}

/**
 * The same response; where it is a stream of JSON lines (NDJSON), one that fails with a `BrokenLineError` at a line
 * which is no JSON, and hands on whole lines only.
 */
export function wholeLines(response: Response): Response {
  const isStream = response.headers.get('content-type')?.startsWith('application/x-ndjson') ?? false;
  if (!isStream || response.body === null) return response;
  let begun = '';
  const lines = new TransformStream<string, string>({
    transform: (text, controller) => {
      const parts = (begun + text).split('\n');
      begun = parts.pop() ?? '';
      for (const line of parts) handOn(line, controller);
    },
    flush: (controller) => {
      handOn(begun, controller);
    },
  });
  const body = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(lines)
    .pipeThrough(new TextEncoderStream());
  return new Response(body, { status: response.status, headers: response.headers });
}

function handOn(line: string, controller: TransformStreamDefaultController<string>): void {
  if (line.trim() === '') return;
  try {
    JSON.parse(line);
  } catch {
    throw new BrokenLineError();
  }
  controller.enqueue(`${line}\n`);
}
