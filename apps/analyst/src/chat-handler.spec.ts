import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import type { PayloadOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import type { JobProgress } from '@mining-ops/jobs/definitions/job-progress.js';
import { ChatHandler } from './chat-handler.js';
import { chatMessages } from './prompt.js';
import { line, ScriptedServer } from './testing/scripted-server.js';

const QUESTION: PayloadOf<typeof chatJob> = {
  question: 'Mengapa opsi 1?',
  strategies: [{ OPSI_1: { TYPE: 'REKOMENDASI UTAMA' } }],
  history: [{ role: 'user', content: 'Halo' }],
  sessionId: 's-1',
};
/** Long beside anything that a test does; the tests of the deadline have their own. */
const LONG_MS = 60_000;

describe('a question to the language model', () => {
  const servers: ScriptedServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  async function serving(script: (response: ServerResponse) => void): Promise<ScriptedServer> {
    const server = await ScriptedServer.start(script);
    servers.push(server);
    return server;
  }

  function ask(
    host: string,
    { signal = new AbortController().signal, deadlineMs = LONG_MS, progress = [] as JobProgress[] } = {},
  ): ReturnType<ChatHandler['handle']> {
    const handler = new ChatHandler({ host, model: 'test-model', deadlineMs });
    return handler.handle(QUESTION, {
      signal,
      report: (one) => {
        progress.push(one);
        return Promise.resolve();
      },
    });
  }

  /** Resolves when the client hung up on a request; fails where the answer was whole. */
  async function untilHungUp(response: ServerResponse): Promise<void> {
    if (!response.destroyed) await once(response, 'close');
    expect(response.writableFinished).toBe(false);
  }

  async function failureOf(asked: Promise<unknown>): Promise<JobFailedError['failure']> {
    const error: unknown = await asked.then(
      () => new Error('it was answered'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof JobFailedError)) throw error as Error;
    return error.failure;
  }

  it('is asked with the prompt, streamed, and answered with the words in their order', async () => {
    const server = await serving((response) => {
      for (const words of [' Opsi 1 ', 'lebih ', 'untung.\n']) response.write(line(words));
      response.end(line('', true));
    });
    const progress: JobProgress[] = [];
    const result = await ask(server.url, { progress });
    expect(chatJob.result.parse(result)).toEqual({
      answer: 'Opsi 1 lebih untung.',
      source: 'test-model',
      sessionId: 's-1',
      durationMs: expect.any(Number),
    });
    expect(server.bodies).toEqual([
      expect.objectContaining({ model: 'test-model', stream: true, messages: chatMessages(QUESTION) }),
    ]);
    expect(progress).toEqual([{ percent: 0, stage: 'asking the language model' }]);
  });

  it('may be answered in pieces that end anywhere', async () => {
    const whole = Buffer.from(line('Truk menunggu — 3,6 jam.') + line('', true));
    const server = await serving((response) => {
      for (let at = 0; at < whole.length; at += 7) response.write(whole.subarray(at, at + 7));
      response.end();
    });
    expect((await ask(server.url)).answer).toBe('Truk menunggu — 3,6 jam.');
  });

  describe('fails as UNAVAILABLE, with what is wrong and what to do,', () => {
    async function expectUnavailable(asked: Promise<unknown>, why: RegExp, host: string): Promise<void> {
      const failure = await failureOf(asked);
      expect(failure).toMatchObject({ code: 'MODEL_UNAVAILABLE', kind: 'UNAVAILABLE', field: null });
      expect(failure.message).toMatch(why);
      expect(failure.message).toContain(`the language model test-model at ${host} cannot be used: `);
      expect(failure.message).toMatch(/Start Ollama and run: ollama pull test-model$/);
    }

    it.each([
      [
        'the model was not pulled',
        /model 'test-model' not found/,
        (response: ServerResponse) => {
          response.writeHead(404, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ error: "model 'test-model' not found" }));
        },
      ],
      [
        'the model fails in the middle',
        /out of memory/,
        (response: ServerResponse) => {
          response.end(`${line('Opsi')}${JSON.stringify({ error: 'out of memory' })}\n`);
        },
      ],
      [
        'the answer ends before it is whole',
        /./,
        (response: ServerResponse) => {
          response.end(line('Opsi'));
        },
      ],
      [
        'the connection breaks',
        /terminated|other side closed|ECONNRESET/,
        (response: ServerResponse) => {
          response.write(line('Opsi'), () => response.socket?.destroy());
        },
      ],
      [
        'something else listens there',
        /./,
        (response: ServerResponse) => {
          response.end('<html>It works!</html>\n');
        },
      ],
    ])('where %s', async (_what, why, script) => {
      const server = await serving(script);
      await expectUnavailable(ask(server.url), why, server.url);
    });

    it('where nobody listens', async () => {
      const server = await ScriptedServer.start(() => undefined);
      const host = server.url;
      await server.stop();
      await expectUnavailable(ask(host), /ECONNREFUSED/, host);
    });

    it('where the model is too slow to begin, and hangs up on it', async () => {
      const server = await serving(() => undefined);
      const response = server.untilAsked();
      const asked = ask(server.url, { deadlineMs: 200 });
      await expectUnavailable(asked, /no whole answer within 0\.2 s/, server.url);
      await untilHungUp(await response);
    });

    it('where the model is too slow to end, and hangs up on it', async () => {
      const server = await serving((response) => response.write(line('Opsi 1')));
      const response = server.untilAsked();
      const asked = ask(server.url, { deadlineMs: 200 });
      await expectUnavailable(asked, /no whole answer within 0\.2 s/, server.url);
      await untilHungUp(await response);
    });
  });

  describe('that is called off', () => {
    const reason = new Error('called off');

    it.each([
      ['before the answer begins', (): void => undefined],
      [
        'in the middle of the answer',
        (response: ServerResponse): void => void response.write(line('Opsi 1')),
      ],
    ])('%s hangs up on the model, and is no failure of the model', async (_when, script) => {
      const server = await serving(script);
      const controller = new AbortController();
      const asked = ask(server.url, { signal: controller.signal });
      const response = server.untilAsked();
      void response.then(() => {
        controller.abort(reason);
      });
      await expect(asked).rejects.not.toBeInstanceOf(JobFailedError);
      await untilHungUp(await response);
    });

    it('before it was asked is not asked', async () => {
      const server = await serving((response) => response.end(line('', true)));
      await expect(ask(server.url, { signal: AbortSignal.abort(reason) })).rejects.not.toBeInstanceOf(
        JobFailedError,
      );
      expect((await ask(server.url)).answer).toBe('');
      expect(server.bodies).toHaveLength(1);
    });
  });
});
