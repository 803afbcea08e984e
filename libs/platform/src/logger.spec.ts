import { createLogger, type Logger } from './logger.js';
import { NestLogger } from './nest-logger.js';

function capturing(level: 'info' | 'trace' = 'info'): {
  logger: Logger;
  lines: () => Record<string, unknown>[];
} {
  const written: string[] = [];
  const stream = { write: (line: string) => written.push(line) };
  return {
    logger: createLogger({ service: 'gateway', level, stream }),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('createLogger', () => {
  it('writes JSON lines with level, time, service and process', () => {
    const { logger, lines } = capturing();
    logger.debug('not this one');
    logger.info({ jobId: 'a' }, 'accepted');
    expect(lines()).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        service: 'gateway',
        pid: process.pid,
        jobId: 'a',
        msg: 'accepted',
      },
    ]);
  });

  it('hides passwords in URLs, in fields and in the arguments of a failed Redis command', () => {
    const { logger, lines } = capturing();
    const error = Object.assign(new Error('WRONGPASS at redis://:hush@h:1'), {
      command: { name: 'auth', args: ['hush'] },
    });
    logger.error(
      { err: error, redis: { password: 'hush', url: 'redis://me:hush@h:1' } },
      'lost redis://:hush@h:1',
    );
    const [line] = lines();
    expect(JSON.stringify(line)).not.toContain('hush');
    expect(line).toMatchObject({ msg: 'lost redis://:***@h:1', redis: { url: 'redis://me:***@h:1' } });
  });
});

describe('NestLogger', () => {
  it("maps Nest's levels and keeps the context", () => {
    const { logger, lines } = capturing('trace');
    const nest = new NestLogger(logger);
    nest.verbose('v', 'Ctx');
    nest.debug('d', 'Ctx');
    nest.log('l', 'Ctx');
    nest.warn('w');
    nest.error('e', undefined, 'Ctx');
    nest.fatal('f', 'Ctx');
    expect(lines().map(({ level, msg, context }) => [level, msg, context])).toEqual([
      [10, 'v', 'Ctx'],
      [20, 'd', 'Ctx'],
      [30, 'l', 'Ctx'],
      [40, 'w', undefined],
      [50, 'e', 'Ctx'],
      [60, 'f', 'Ctx'],
    ]);
  });

  it('keeps stacks, errors, objects and further details', () => {
    const { logger, lines } = capturing();
    const nest = new NestLogger(logger);
    const error = new Error('broken');
    nest.error('failed', error.stack, 'Ctx');
    nest.error(error);
    nest.log({ routes: 3 }, { more: 1 }, 'Ctx');
    expect(lines()).toMatchObject([
      { msg: 'failed', stack: error.stack, context: 'Ctx' },
      { msg: 'broken', err: { message: 'broken' } },
      { message: { routes: 3 }, details: [{ more: 1 }], context: 'Ctx' },
    ]);
  });
});
