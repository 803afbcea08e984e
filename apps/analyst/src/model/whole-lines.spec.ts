import { wholeLines } from './whole-lines.js';

const ENCODER = new TextEncoder();

/** A response that comes in these pieces. */
function streamed(pieces: readonly (string | Uint8Array)[], type = 'application/x-ndjson'): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces)
        controller.enqueue(typeof piece === 'string' ? ENCODER.encode(piece) : piece);
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': type } });
}

describe('a stream of JSON lines', () => {
  it('comes whole, however it was cut, also within a letter', async () => {
    const text = '{"a":"ü"}\n{"b":2}\n';
    const bytes = ENCODER.encode(text);
    for (let cut = 0; cut <= bytes.length; cut += 1)
      expect(await wholeLines(streamed([bytes.subarray(0, cut), bytes.subarray(cut)])).text()).toBe(text);
  });

  it('may end without a line break and have empty lines', async () => {
    expect(await wholeLines(streamed(['{"a":1}\n\n', '{"b":2}'])).text()).toBe('{"a":1}\n{"b":2}\n');
  });

  it.each([
    ['in the middle', ['{"a":1}\n{"b":\n{"c":3}\n']],
    ['at the end', ['{"a":1}\n{"b":']],
  ])('fails at a line %s that is no JSON, after the lines before it', async (_where, pieces) => {
    let heard = '';
    const reading = (async () => {
      const body = wholeLines(streamed(pieces)).body!.pipeThrough(new TextDecoderStream());
      for await (const text of body) heard += text;
    })();
    await expect(reading).rejects.toThrow('a line of its answer is no JSON');
    expect(heard).toBe('{"a":1}\n');
  });

  it('is left alone where it is none', async () => {
    const response = streamed(['not JSON'], 'text/plain');
    expect(wholeLines(response)).toBe(response);
    expect(await response.text()).toBe('not JSON');
  });
});
