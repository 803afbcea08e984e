import { Ollama } from 'ollama';
import { z } from 'zod';
import { HandlerBench } from '../testing/handler-bench.js';
import { realOllama } from '../testing/real-ollama.js';
import { STRATEGIES } from '../testing/sample-strategies.js';
import { ScriptedOllama, type Script } from '../testing/scripted-ollama.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { LanguageModel } from './language-model.js';
import { ModelWatch, type ModelNote } from './model-watch.js';

/** A server that speaks Ollama's protocol, with a model that is pulled. */
interface Server {
  readonly host: string;
  readonly model: string;
  /** Has the model say something; a real one says what it likes. */
  script(script: Script): void;
  stop(): Promise<void>;
}

async function scripted(): Promise<Server> {
  const ollama = await ScriptedOllama.start();
  return {
    host: ollama.url,
    model: 'test-model',
    script: (script) => {
      ollama.script = script;
    },
    stop: () => ollama.stop(),
  };
}

const real = realOllama();
const servers: [name: string, start: () => Promise<Server>][] = [
  ['the scripted server', scripted],
  ...(real === null
    ? []
    : [
        [
          `Ollama at ${real.host}`,
          () => Promise.resolve({ ...real, script: () => undefined, stop: () => Promise.resolve() }),
        ] as [string, () => Promise<Server>],
      ]),
];

/** A real model takes its time, above all for the first answer. */
const PATIENCE_MS = 300_000;

describe.each(servers)("Ollama's protocol, as %s speaks it", (_name, start) => {
  let server: Server;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  const client = (): Ollama => new Ollama({ host: server.host });
  const model = (name = server.model): LanguageModel =>
    new LanguageModel({
      ...{ host: server.host, model: name, keepAlive: '5m', contextTokens: 4_096 },
      breaker: new CircuitBreaker({ failures: 1_000, restMs: 1, now: () => 0 }),
    });
  const user = (content: string) => ({ messages: [{ role: 'user', content }], tools: [] });
  const never = (): AbortSignal => new AbortController().signal;

  it('tells its version, its models and what a model can do', async () => {
    expect((await client().version()).version).toMatch(/\d+\.\d+/);
    expect((await client().list()).models.map(({ name }) => name)).toContain(server.model);
    expect((await client().show({ model: server.model })).capabilities).toContain('completion');
  });

  it('is found ready by the watch', async () => {
    const notes: ModelNote[] = [];
    const watch = new ModelWatch({
      ...{ host: server.host, model: server.model, pull: 'never' },
      log: { info: () => undefined, warn: () => undefined },
      publish: (note) => {
        notes.push(note);
        return Promise.resolve();
      },
    });
    await watch.look(never());
    expect(notes).toMatchObject([{ ok: true }]);
  });

  it(
    'streams an answer in pieces that make up the whole',
    async () => {
      const pieces: string[] = [];
      const { text } = await model().reply(user('Sebutkan tiga warna.'), {
        ...{ signal: never(), deadline: never() },
        onText: (piece) => pieces.push(piece),
      });
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.join('')).toBe(text);
    },
    PATIENCE_MS,
  );

  it(
    'answers in a format where it is given one',
    async () => {
      server.script(() => ({ words: ['{"colour": "merah"}'] }));
      const schema = z.object({ colour: z.string() });
      const { message } = await client().chat({
        model: server.model,
        messages: [{ role: 'user', content: 'Sebutkan satu warna, sebagai JSON.' }],
        format: z.toJSONSchema(schema),
        keep_alive: '5m',
      });
      expect(schema.parse(JSON.parse(message.content)).colour).toMatch(/\w/);
    },
    PATIENCE_MS,
  );

  it(
    'calls a tool, and goes on from its result',
    async () => {
      server.script((chat, count) =>
        chat.messages.at(-1)?.role !== 'tool' && count < 50
          ? { toolCalls: [{ name: 'fleet_status', arguments: { kind: 'trucks' } }] }
          : { words: ['Ada 60 truk.'] },
      );
      const bench = new HandlerBench(server.host, { model: model(), deadlineMs: PATIENCE_MS });
      try {
        const question = 'Ada berapa truk di tambang ini sekarang? Pakai alat fleet_status.';
        const { toolCalls, answer } = await bench.ask({ question }).result;
        expect(toolCalls.map(({ tool }) => tool)).toContain('fleet_status');
        expect(answer).toMatch(/\w/);
      } finally {
        await bench.close();
      }
    },
    PATIENCE_MS,
  );

  it(
    'answers from the facts, with a text that the check has seen',
    async () => {
      server.script(() => ({ words: ['Opsi 1 untung 857 juta IDR.'] }));
      const bench = new HandlerBench(server.host, { model: model(), deadlineMs: PATIENCE_MS });
      try {
        const { answer, warnings } = await bench.ask({
          strategies: STRATEGIES,
          question: 'Berapa profit opsi 1?',
        }).result;
        expect(answer).toMatch(/857/);
        expect(warnings).toEqual([]);
      } finally {
        await bench.close();
      }
    },
    PATIENCE_MS,
  );

  it('says that a model is missing', async () => {
    const reply = model('no-such-model').reply(user('Halo'), {
      ...{ signal: never(), deadline: never() },
      onText: () => undefined,
    });
    await expect(reply).rejects.toMatchObject({ reason: 'missing' });
  });

  it(
    'lets go of an answer whose client hangs up, and answers the next',
    async () => {
      server.script(() => ({ words: Array.from({ length: 1_000 }, (_, i) => `kata ${i} `), betweenMs: 5 }));
      const controller = new AbortController();
      const reply = model().reply(user('Ceritakan kisah yang sangat panjang.'), {
        ...{ signal: controller.signal, deadline: never() },
        onText: () => {
          controller.abort(new Error('called off'));
        },
      });
      await expect(reply).rejects.toThrow();
      server.script(() => ({ words: ['ya'] }));
      const next = await model().reply(user('Jawab: ya'), {
        ...{ signal: never(), deadline: never() },
        onText: () => undefined,
      });
      expect(next.text).toMatch(/\w/);
    },
    PATIENCE_MS,
  );
});
