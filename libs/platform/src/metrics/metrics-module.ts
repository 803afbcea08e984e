import { Controller, Get, Header, Inject, type DynamicModule } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { Registry } from 'prom-client';
import { ProcessMetrics } from './process-metrics.js';

/**
 * `GET /metrics`: the process's metrics, with those of Node.js itself (event loop, memory, garbage collection, CPU).
 *
 * @param decorators for the route, such as who may read it
 */
export function metricsModule(metrics: ProcessMetrics, ...decorators: ClassDecorator[]): DynamicModule {
  /** Serves the process's own registry; the package's controller serves prom-client's global one. */
  @Controller()
  class MetricsController {
    constructor(@Inject(ProcessMetrics) private readonly ownMetrics: ProcessMetrics) {}

    @Get()
    @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
    @Header('Cache-Control', 'no-store')
    async index(): Promise<string> {
      return await this.ownMetrics.text();
    }
  }
  for (const decorate of decorators) decorate(MetricsController);
  const module = PrometheusModule.register({
    path: '/metrics',
    controller: MetricsController,
    // Once a process, on however many ports it serves them.
    defaultMetrics: { enabled: !metrics.hasProcessOwn, config: { register: metrics.registry } },
  });
  return {
    ...module,
    providers: [...(module.providers ?? []), { provide: ProcessMetrics, useValue: metrics }],
  };
}
