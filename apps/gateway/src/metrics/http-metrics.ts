import { BoundedLabel } from '@mining-ops/platform/metrics/bounded-label.js';
import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import type { Config } from '@mining-ops/platform/config.js';
import type { NextFunction, Request, Response } from 'express';
import { Counter, Gauge, Histogram } from 'prom-client';

/** Counted for a request that no route took, whatever its path. */
const UNMATCHED = 'unmatched';
/** As nginx has it: the client hung up before it was answered. */
const CLIENT_LEFT = '499';
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Between which the targets' own bounds are put. */
const DURATIONS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 15, 20, 30, 60];
/** Codes of problems are this program's own, some dozens; those of failed jobs come back from the queue. */
const CODES = 200;
const CODE = /^[A-Z][A-Z0-9_]{0,59}$/;

type Targets = Pick<Config, 'strategyTargetMs' | 'chatTargetMs'>;

/**
 * What requests say of the service. Every label has few values: routes as they are declared, never paths as they were
 * asked for.
 */
export class HttpMetrics {
  private readonly durationS: Histogram<'route' | 'method' | 'status'>;
  private readonly inFlight: Gauge;
  private readonly problems: Counter<'code' | 'status'>;
  private readonly codes = new BoundedLabel(CODES, CODE);

  constructor({ registry }: ProcessMetrics, targets: Targets) {
    const registers = [registry];
    this.durationS = new Histogram({
      name: 'mining_ops_http_request_duration_seconds',
      help: 'Time from a request to the end of its response; 499 is a client that hung up before',
      labelNames: ['route', 'method', 'status'],
      buckets: bucketsWith(targets),
      registers,
    });
    this.inFlight = new Gauge({
      name: 'mining_ops_http_requests_in_flight',
      help: 'Requests that are being answered',
      registers,
    });
    this.problems = new Counter({
      name: 'mining_ops_http_problems_total',
      help: 'Requests that were answered with a problem, by its code',
      labelNames: ['code', 'status'],
      registers,
    });
    const targetS = new Gauge({
      name: 'mining_ops_target_seconds',
      help: 'Time within which 95% of the requests for it are meant to be answered: STRATEGY_TARGET_MS, CHAT_TARGET_MS',
      labelNames: ['target'],
      registers,
    });
    targetS.set({ target: 'strategies' }, targets.strategyTargetMs / 1_000);
    targetS.set({ target: 'chat' }, targets.chatTargetMs / 1_000);
  }

  /** Stands before everything else that a request passes. */
  readonly measure = (request: Request, response: Response, next: NextFunction): void => {
    const startedMs = performance.now();
    this.inFlight.inc();
    response.once('close', () => {
      this.inFlight.dec();
      const { method, status, route } = labelsOf(request, response);
      this.durationS.observe({ route, method, status }, (performance.now() - startedMs) / 1_000);
    });
    next();
  };

  problem(code: string, status: number): void {
    this.problems.inc({ code: this.codes.of(code), status: String(status) });
  }
}

/**
 * Where a target is itself a bound, the share of requests within it is exact, not interpolated. Another bound lies above
 * each: a quantile beyond the last bound would be taken for that bound.
 */
function bucketsWith({ strategyTargetMs, chatTargetMs }: Targets): number[] {
  const targetsS = [strategyTargetMs, chatTargetMs].map((ms) => ms / 1_000);
  const bounds = new Set([...DURATIONS_S, ...targetsS, ...targetsS.map((targetS) => 2 * targetS)]);
  return [...bounds].sort((a, b) => a - b);
}

function labelsOf(
  request: Request,
  response: Response,
): { readonly route: string; readonly method: string; readonly status: string } {
  const route: unknown = (request.route as { readonly path?: unknown } | undefined)?.path;
  return {
    route: typeof route === 'string' ? route : UNMATCHED,
    method: METHODS.has(request.method) ? request.method : 'other',
    status: response.writableFinished ? String(response.statusCode) : CLIENT_LEFT,
  };
}
