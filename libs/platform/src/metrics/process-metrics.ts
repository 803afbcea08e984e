import { Registry } from 'prom-client';

/** Where a reading that failed is told. */
export interface MetricsLog {
  warn(details: object, message: string): void;
}

/**
 * The metrics of one process. What happens is counted where it happens; what is a state of something is read when
 * somebody asks, by the readings registered here.
 */
export class ProcessMetrics {
  readonly registry = new Registry();
  private readonly readings: (() => Promise<void> | void)[] = [];

  constructor(private readonly log: MetricsLog) {}

  /** Has `read` called before each scrape, to set gauges. A reading that fails is logged; the rest is served. */
  beforeScrape(read: () => Promise<void> | void): void {
    this.readings.push(read);
  }

  /** Whether those of Node.js itself are among them already. */
  get hasProcessOwn(): boolean {
    return this.registry.getSingleMetric('process_cpu_seconds_total') !== undefined;
  }

  /** Everything in Prometheus' text format. */
  async text(): Promise<string> {
    await Promise.all(
      this.readings.map(async (read) => {
        try {
          await read();
        } catch (error) {
          this.log.warn({ err: error }, 'a metric could not be read');
        }
      }),
    );
    return await this.registry.metrics();
  }
}
