import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type SpanOptions,
} from '@opentelemetry/api';

/** Spans of one trace are one request's ways through the system. Where tracing is off, all of this does nothing. */
const tracer = trace.getTracer('mining-ops');
let on = false;

/** Called once the SDK takes spans. */
export function tracingHasBegun(): void {
  on = true;
}

export function tracingIsOn(): boolean {
  return on;
}

export interface SpanDetails {
  /** What asks another service, or is asked by one; what stays within the process where absent. */
  readonly kind?: 'client' | 'server';
  /** Names as OpenTelemetry's semantic conventions have them; `mining.…` where these have none. */
  readonly attributes?: Attributes;
}

/** Does work as a span below the one around it; what it starts is below it in its turn. */
export async function inSpan<T>(
  name: string,
  details: SpanDetails,
  work: (span: Span | null) => Promise<T>,
): Promise<T> {
  if (!on) return await work(null);
  return await tracer.startActiveSpan(name, optionsOf(details), async (span) => {
    try {
      return await work(span);
    } catch (error) {
      // The kind alone: messages may have words of people in them.
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: error instanceof Error ? error.name : 'thrown',
      });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** A span for work that ends elsewhere, below what the other side's headers say. `run` does something within it. */
export function spanBelow(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  name: string,
  details: SpanDetails,
): {
  readonly span: Span;
  readonly run: (work: () => void) => void;
  readonly fail: (code: string) => void;
} {
  const parent = propagation.extract(ROOT_CONTEXT, headers);
  const span = tracer.startSpan(name, optionsOf(details), parent);
  return {
    span,
    run: (work) => {
      context.with(trace.setSpan(parent, span), work);
    },
    fail: (code) => {
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    },
  };
}

/** Marks the span around as failed, with a code. */
export function failActiveSpan(code: string): void {
  trace.getActiveSpan()?.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

/** W3C Trace Context, for a request to another service: `traceparent`, or nothing where there is no trace. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** The trace around, for a log line. */
export function activeTrace(): { readonly traceId?: string } {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId === undefined ? {} : { traceId };
}

const KINDS = { client: SpanKind.CLIENT, server: SpanKind.SERVER } as const;

function optionsOf({ kind, attributes = {} }: SpanDetails): SpanOptions {
  return { kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind], attributes };
}
