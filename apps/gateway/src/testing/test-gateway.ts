import { loadConfig } from '@mining-ops/platform/config.js';
import { createLogger } from '@mining-ops/platform/logger.js';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { Module, type Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createGateway } from '../gateway-app.js';
import type { GatewayParts } from '../gateway.module.js';
import { createHttpApp, type HttpSettings } from '../http/http-app.js';
import { HttpMetrics } from '../metrics/http-metrics.js';

const WARN = 40;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json(): unknown;
}

/** Neither keys nor limits nor pages, unless a test says so. */
const NOTHING = { keys: null, rateLimit: null, operatorPages: null };

/** An application on a free port of the loopback, and what it logs. */
export class TestGateway {
  private constructor(
    readonly app: NestExpressApplication,
    private readonly lines: readonly string[],
    readonly url: string,
  ) {}

  /** The gateway's HTTP layer around controllers of the test's own. */
  static async around(...controllers: Type[]): Promise<TestGateway> {
    return await TestGateway.with({}, ...controllers);
  }

  /** The same with settings of the test's own. */
  static async with(settings: Partial<HttpSettings>, ...controllers: Type[]): Promise<TestGateway> {
    @Module({ controllers })
    class TestModule {}
    const config = loadConfig({});
    return await TestGateway.listening((logger) => {
      const http = new HttpMetrics(new ProcessMetrics(logger), config);
      return createHttpApp(TestModule, { ...config, ...NOTHING, http, ...settings }, logger);
    });
  }

  /** The gateway itself; its queues are empty where the test says nothing of them. */
  static async of(
    parts: Pick<GatewayParts, 'config' | 'jobs' | 'store'> & Partial<GatewayParts>,
  ): Promise<TestGateway> {
    const queueFigures = (): ReturnType<GatewayParts['queueFigures']> => Promise.resolve([]);
    return await TestGateway.listening((logger) =>
      createGateway({ ...NOTHING, metrics: new ProcessMetrics(logger), queueFigures, ...parts }, logger),
    );
  }

  private static async listening(
    create: (logger: ReturnType<typeof createLogger>) => Promise<NestExpressApplication>,
  ): Promise<TestGateway> {
    const lines: string[] = [];
    const stream = { write: (line: string): number => lines.push(line) };
    const app = await create(createLogger({ service: 'gateway', level: 'info', stream }));
    await app.listen(0, '127.0.0.1');
    return new TestGateway(app, lines, await app.getUrl());
  }

  /** What was logged so far, of a level and worse; warnings unless given. */
  logged(level = WARN): Record<string, unknown>[] {
    return this.lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => Number(line['level']) >= level);
  }

  async send(route: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(this.url + route, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => JSON.parse(text) as unknown,
    };
  }

  /** Posts a body: a text as it is, anything else as JSON. */
  async post(route: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return await this.send(route, { method: 'POST', headers, body: text });
  }

  async stop(): Promise<void> {
    await this.app.close();
  }
}
