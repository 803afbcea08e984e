export interface ServerSentEvent {
  readonly id: string | null;
  readonly type: string;
  readonly data: unknown;
}

/** Reads the events of a stream as they come; ends when the server ends it, or when the caller stops iterating. */
export async function* serverSentEvents(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): AsyncGenerator<ServerSentEvent> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const decoder = new TextDecoder();
  let pending = '';
  try {
    for await (const chunk of response.body) {
      pending += decoder.decode(chunk as Uint8Array, { stream: true });
      let end = pending.indexOf('\n\n');
      for (; end >= 0; end = pending.indexOf('\n\n')) {
        const event = parse(pending.slice(0, end));
        pending = pending.slice(end + 2);
        if (event) yield event;
      }
    }
  } finally {
    controller.abort();
  }
}

function parse(block: string): ServerSentEvent | null {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 2));
  }
  const type = fields.get('event');
  return type === undefined
    ? null
    : { id: fields.get('id') ?? null, type, data: JSON.parse(fields.get('data') ?? 'null') };
}
