import { createLogger } from '../logger.js';
import { samplesOf } from '../testing/metrics-text.js';
import { BoundedLabel } from './bounded-label.js';
import { ProcessMetrics } from './process-metrics.js';
import { Gauge } from 'prom-client';

describe("a process's metrics", () => {
  const lines: string[] = [];
  const stream = { write: (line: string): number => lines.push(line) };
  const log = createLogger({ service: 'test', level: 'warn', stream });

  it('are read when somebody asks', async () => {
    const metrics = new ProcessMetrics(log);
    const { registry } = metrics;
    const depth = new Gauge({ name: 'depth_metres', help: 'How deep', registers: [registry] });
    let deep = 1;
    metrics.beforeScrape(async () => {
      await Promise.resolve();
      depth.set((deep += 1));
    });
    expect(samplesOf(await metrics.text())).toEqual([{ name: 'depth_metres', labels: {}, value: 2 }]);
    expect(samplesOf(await metrics.text())).toEqual([{ name: 'depth_metres', labels: {}, value: 3 }]);
  });

  it('are served without those that cannot be read, which the log has', async () => {
    const metrics = new ProcessMetrics(log);
    new Gauge({ name: 'depth_metres', help: 'How deep', registers: [metrics.registry] }).set(4);
    metrics.beforeScrape(() => Promise.reject(new Error('too dark to see')));
    metrics.beforeScrape(() => {
      throw new Error('too wet to look');
    });
    expect(samplesOf(await metrics.text())).toEqual([{ name: 'depth_metres', labels: {}, value: 4 }]);
    for (const why of ['too dark to see', 'too wet to look'])
      expect(lines.filter((line) => line.includes(why))).toHaveLength(1);
  });
});

describe('a bounded label', () => {
  it('takes the first values as they are, then none that is new', () => {
    const label = new BoundedLabel(2, /^\w+$/);
    expect(['a', 'b', 'c', 'a', 'd', 'b'].map((value) => label.of(value))).toEqual([
      'a',
      'b',
      'other',
      'a',
      'other',
      'b',
    ]);
  });

  it('takes no value that is not well-formed, and keeps its place for others', () => {
    const label = new BoundedLabel(1, /^[A-Z]{1,10}$/);
    expect(['A'.repeat(11), 'a b', '', 'FINE'].map((value) => label.of(value))).toEqual([
      'other',
      'other',
      'other',
      'FINE',
    ]);
  });
});
