import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { inLogContext } from './log-context.js';
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

describe('a log line', () => {
  it('says in which request and job it was written, however much of what was started came between', async () => {
    const { logger, lines } = capturing();
    await inLogContext({ requestId: 'r-1' }, async () => {
      await Promise.resolve();
      logger.info('accepted');
      await inLogContext({ jobId: 'chat-1' }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        logger.info({ jobId: 'strategy-2' }, 'another job is what this line is about');
        logger.info('answered');
      });
      logger.info('closed');
    });
    logger.info('outside');
    expect(lines().map(({ requestId, jobId }) => [requestId, jobId])).toEqual([
      ['r-1', undefined],
      ['r-1', 'strategy-2'],
      ['r-1', 'chat-1'],
      ['r-1', undefined],
      [undefined, undefined],
    ]);
  });

  it('has none of the secrets and prompts that were planted, wherever they stood', () => {
    const { logger, lines } = capturing();
    const secret = 'plantedSecret0123456789';
    const prompt = 'PLANTED PROMPT: how deep is the pit?';
    const error = Object.assign(new Error(`refused at redis://:${secret}@h:1 with Bearer ${secret}`), {
      headers: { Authorization: `Bearer ${secret}`, 'x-api-key': secret },
      options: { messages: [{ role: 'user', content: prompt }] },
    });
    logger.error({ err: error }, `cannot reach http://me:${secret}@h:2; the key was mops_${secret}`);
    logger.info(
      {
        password: secret,
        redis: { auth: { password: secret, passwords: [secret] } },
        request: { headers: { cookie: `session=${secret}`, authorization: secret }, apiKey: secret },
        session: { access_token: secret, clientSecret: secret },
        keys: [{ api_keys: [secret, secret] }],
      },
      'secrets by name',
    );
    logger.info(
      {
        question: prompt,
        body: { pertanyaan_user: prompt, conversation_history: [{ role: 'user', content: prompt }] },
        payload: { payload: { question: prompt, history: [{ content: prompt }] } },
        top_3_strategies_context: [{ OPSI_1: { PERINGATAN: [prompt] } }],
        jawaban_ai: prompt,
        prompts: { system: prompt },
      },
      'prompts by name',
    );
    new NestLogger(logger).warn({ nested: { password: secret, prompt } }, { secret }, 'Ctx');
    const written = JSON.stringify(lines());
    expect(lines()).toHaveLength(4);
    expect(written).not.toContain(secret);
    expect(written).not.toContain('PLANTED');
  });

  it('keeps what only looks like it: counts, durations, versions, switches', () => {
    const { logger, lines } = capturing();
    const fields = {
      ...{ firstTokenMs: 12, tokensPerSecond: 30.5, tokens: 8, passed: true, author: 'Tuan' },
      promptVersion: '2-aa',
      secretsFound: 0,
      answer: null,
    };
    logger.info(fields, 'answered');
    expect(lines()).toMatchObject([fields]);
  });

  it('says of a prompt how long it was', () => {
    const { logger, lines } = capturing();
    logger.info({ question: 'Mengapa?', messages: [1, 2] }, 'asked');
    expect(lines()).toMatchObject([{ question: '[8 characters]', messages: '[2 items]' }]);
  });
});

describe('the standard output', () => {
  it.each([
    ['a program', '', /^\{"level":30,.*"requestId":"r-1".*"msg":"ready"\}\n$/],
    [
      'a terminal',
      'terminal',
      /^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: ready\n +service: "fixture"\n +requestId: "r-1"\n$/,
    ],
  ])('is for %s as that reads it', (_reader, kind, pattern) => {
    const fixture = path.join(import.meta.dirname, 'fixtures/logs-once.mjs');
    expect(execFileSync(process.execPath, [fixture, kind], { encoding: 'utf8' })).toMatch(pattern);
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
