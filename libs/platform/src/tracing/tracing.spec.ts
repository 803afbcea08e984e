import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { activeTrace, inSpan, traceHeaders, tracingIsOn } from './spans.js';

const FIXTURE = path.join(import.meta.dirname, '../fixtures/traces-once.mjs');

interface Traced {
  readonly loaded: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

async function trace(...args: readonly string[]): Promise<Traced & { readonly code: number | null }> {
  const child = spawn(process.execPath, [FIXTURE, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const written = (await json(child.stdout)) as Traced;
  return { ...written, code: (await ended)[0] };
}

describe('tracing that is off', () => {
  it('does the work, and nothing else', async () => {
    expect(tracingIsOn()).toBe(false);
    expect(
      await inSpan('work', {}, (span) => Promise.resolve({ span, ...traceHeaders(), ...activeTrace() })),
    ).toEqual({
      span: null,
    });
    await expect(inSpan('work', {}, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('loads the interface of OpenTelemetry and no part of its SDK', async () => {
    const { loaded, headers } = await trace();
    expect(loaded.some((url) => url.includes('/@opentelemetry/api/'))).toBe(true);
    expect(loaded.filter((url) => !url.includes('/@opentelemetry/api/'))).toEqual([]);
    expect(headers).toEqual({});
  });
});

describe('tracing to a collector that is away', () => {
  it('does the work in a trace, and keeps no process from ending', async () => {
    const { loaded, headers, code } = await trace('http://127.0.0.1:9');
    expect(loaded.some((url) => url.includes('/sdk-trace-node/'))).toBe(true);
    expect(headers).toEqual({ traceparent: expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-01$/) });
    expect(code).toBe(0);
  });
});
