import { tracingIsOn } from '@mining-ops/platform/tracing/spans.js';
import { SpanKind, type Span, type Telemetry } from 'bullmq';
import { BullMQOtel } from 'bullmq-otel';

/** Counts and ids. The events that BullMQ adds have the whole result in them, with what people asked and were told. */
class QuietSpan implements Span {
  constructor(private readonly span: Span | null) {}

  setSpanOnContext(context: unknown): unknown {
    return this.span ? this.span.setSpanOnContext(context) : context;
  }

  setAttribute(...attribute: Parameters<Span['setAttribute']>): void {
    this.span?.setAttribute(...attribute);
  }

  setAttributes(attributes: Parameters<Span['setAttributes']>[0]): void {
    this.span?.setAttributes(attributes);
  }

  addEvent(): void {
    // See above.
  }

  recordException(): void {
    // The worker says which failure it was, by its code.
  }

  end(): void {
    this.span?.end();
  }
}

/**
 * Has a queue's jobs carry the trace that they are added in, and their work go on with it; undefined where tracing is
 * off. Adding and processing are spans; what BullMQ does between jobs (looking for the next, renewing locks) is none.
 */
export function queueTelemetry(): Telemetry | undefined {
  if (!tracingIsOn()) return undefined;
  const { tracer, contextManager } = new BullMQOtel();
  return {
    contextManager,
    tracer: {
      startSpan: (name, options, context) => {
        const between = options?.kind === undefined || options.kind === SpanKind.INTERNAL;
        return new QuietSpan(between ? null : tracer.startSpan(name, options, context as never));
      },
    },
  };
}

/** For an options object. */
export function telemetryOption(): { readonly telemetry?: Telemetry } {
  const telemetry = queueTelemetry();
  return telemetry ? { telemetry } : {};
}
