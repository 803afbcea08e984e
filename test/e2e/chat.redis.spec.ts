import { once } from 'node:events';
import { STRATEGIES } from '@mining-ops/analyst/testing/sample-strategies.js';
import { ScriptedOllama, type ScriptedReply } from '@mining-ops/analyst/testing/scripted-ollama.js';
import { chatResponseSchema } from '@mining-ops/gateway/contract/contract-requests.js';
import { problemSchema } from '@mining-ops/gateway/http/problem.js';
import { acceptedJobSchema, jobSchema } from '@mining-ops/gateway/jobs/job-representation.js';
import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import { smallQuestion } from './support/requests.js';
import { serverSentEvents, type ServerSentEvent } from './support/server-sent-events.js';
import { System } from './support/system.js';

const ROUTE = '/ask_chatbot';
const ABOUT = { pertanyaan_user: 'Mengapa opsi 1?', top_3_strategies_context: STRATEGIES };

const says = (...words: string[]): ScriptedReply => ({ words });

describe('the analyst', () => {
  let system: System;
  let ollama: ScriptedOllama;

  beforeAll(async () => {
    ollama = await ScriptedOllama.start();
    system = await System.prepare({
      OLLAMA_HOST: ollama.url,
      OLLAMA_MODEL: 'test-model',
      CHAT_DEADLINE_MS: '20000',
      ANALYST_FALLBACK: 'none',
      CHAT_RATE_PER_MINUTE: '5',
    });
    await Promise.all([system.start('gateway'), system.start('analyst'), system.start('simulator')]);
  });

  beforeEach(() => {
    ollama.script = () => says('Opsi 1 ', 'untung ', '857 juta IDR.');
    ollama.chats.length = 0;
  });

  afterAll(async () => {
    await system.stop();
    await ollama.stop();
  });

  async function eventsOf(url: string): Promise<ServerSentEvent[]> {
    const events: ServerSentEvent[] = [];
    for await (const event of serverSentEvents(url)) events.push(event);
    return events;
  }

  async function enqueue(body: object): Promise<string> {
    const reply = await system.post('/v1/chats', body);
    expect(reply.status).toBe(202);
    return acceptedJobSchema.parse(reply.json()).jobId;
  }

  it('answers the first version’s clients: words, session, source, warnings', async () => {
    const reply = await system.post(ROUTE, { ...ABOUT, session_id: 's-1' });
    expect(reply.status).toBe(200);
    expect(chatResponseSchema.parse(reply.json())).toEqual({
      jawaban_ai: 'Opsi 1 untung 857 juta IDR.',
      session_id: 's-1',
      sumber: 'test-model',
      peringatan: [],
    });
    const [chat] = ollama.chats;
    expect(chat?.messages[0]?.content).toContain('OPSI 1 profit: 857 juta IDR');
    expect(chat?.messages.at(-1)?.content).toBe('Mengapa opsi 1?');
  });

  it('remembers a conversation that it named itself, and what it is about', async () => {
    const first = chatResponseSchema.parse((await system.post(ROUTE, ABOUT)).json());
    expect(first.session_id).toMatch(/\w{8}/);
    await system.post(ROUTE, { pertanyaan_user: 'Dan opsi 2?', session_id: first.session_id });
    const messages = ollama.chats.at(-1)?.messages ?? [];
    expect(messages.slice(1).map(({ content }) => content)).toEqual([
      'Mengapa opsi 1?',
      first.jawaban_ai,
      'Dan opsi 2?',
    ]);
    expect(messages[0]?.content).toContain('OPSI 2 profit: 830 juta IDR');
  });

  it('marks a number without a source for every client', async () => {
    ollama.script = () => says('Opsi 1 untung 999 juta IDR.');
    const reply = chatResponseSchema.parse((await system.post(ROUTE, ABOUT)).json());
    expect(reply.jawaban_ai).toBe('Opsi 1 untung 999 juta IDR [tanpa sumber].');
    expect(reply.peringatan).toHaveLength(1);
  });

  it('streams a job’s text through its events, then the whole; who comes late has it all', async () => {
    ollama.script = () => ({ words: ['Opsi ', '1 ', 'untung.'], betweenMs: 60 });
    const jobId = await enqueue({ question: 'Mengapa?', strategies: STRATEGIES });
    const events = await eventsOf(`${system.url}/v1/jobs/${jobId}/events`);
    const tokens = events
      .filter(({ type }) => type === 'token')
      .map(({ data }) => (data as { text: string }).text);
    expect(tokens.join('')).toBe('Opsi 1 untung.');
    expect(tokens.length).toBeGreaterThan(1);
    expect(events.at(-1)).toMatchObject({
      type: 'completed',
      data: { answer: 'Opsi 1 untung.', source: 'test-model' },
    });
    const job = jobSchema.parse((await system.get(`/v1/jobs/${jobId}`)).json());
    expect(chatJob.result.parse(job.result).answer).toBe('Opsi 1 untung.');
  });

  it('answers from a strategy job’s own result', async () => {
    const strategies = acceptedJobSchema.parse((await system.post('/v1/strategies', smallQuestion())).json());
    const early = await system.post('/v1/chats', { question: 'Mengapa?', strategy_job_id: strategies.jobId });
    expect([202, 409]).toContain(early.status);
    await eventsOf(`${system.url}${strategies.links.events}`);
    await system.post(ROUTE, { pertanyaan_user: 'Mengapa?', job_id: strategies.jobId });
    expect(ollama.chats.at(-1)?.messages[0]?.content).toMatch(/OPSI 1 susunan: \d+ truk/);
    const unknown = await system.post(ROUTE, { pertanyaan_user: 'Mengapa?', job_id: 'strategy-x' });
    expect(unknown.status).toBe(404);
    expect(problemSchema.parse(unknown.json())).toMatchObject({ code: 'UNKNOWN_JOB', field: 'job_id' });
  });

  it('simulates a scenario for the model, as a job of its own, and takes its numbers for facts', async () => {
    const strategies = acceptedJobSchema.parse((await system.post('/v1/strategies', smallQuestion())).json());
    await eventsOf(`${system.url}${strategies.links.events}`);
    ollama.script = (chat, count) =>
      count === 0
        ? { toolCalls: [{ name: 'what_if', arguments: { trucks: 12, weather: 'hujan lebat' } }] }
        : says(
            `Skenario 12 truk: ${/SKENARIO production: (.* ton)/.exec(chat.messages.at(-1)?.content ?? '')?.[1]?.split(';')[0] ?? 'gagal'}.`,
          );
    const jobId = await enqueue({
      question: 'Bagaimana kalau 12 truk dan hujan lebat?',
      strategy_job_id: strategies.jobId,
    });
    const completed = (await eventsOf(`${system.url}/v1/jobs/${jobId}/events`)).at(-1);
    const result = chatJob.result.parse(completed?.data);
    expect(result.toolCalls).toMatchObject([{ tool: 'what_if', ok: true }]);
    expect(result.answer).toMatch(/^Skenario 12 truk: [\d.]+ ton\.$/);
    expect(result.warnings).toEqual([]);
    expect(ollama.chats[1]?.messages.at(-1)?.content).toMatch(/^SKENARIO: HUJAN_LEBAT/);
  });

  it('lets go of the model when a job is deleted, when a waiting client leaves, when a stream’s client leaves', async () => {
    ollama.script = () => ({ words: ['Opsi 1'], end: 'never' });
    const gone = async (start: () => Promise<() => unknown>): Promise<void> => {
      const [asked, hungUp] = [ollama.untilAsked(), ollama.untilHungUp()];
      const leave = await start();
      await asked;
      leave();
      await hungUp;
    };
    await gone(async () => {
      const jobId = await enqueue({ question: 'Halo' });
      return () => system.delete(`/v1/jobs/${jobId}`);
    });
    for (const [route, body] of [
      [ROUTE, { pertanyaan_user: 'Halo' }],
      ['/v1/chats/stream', { question: 'Halo' }],
    ] as const) {
      await gone(() => {
        const controller = new AbortController();
        const init = { method: 'POST', body: JSON.stringify(body), signal: controller.signal };
        fetch(system.url + route, init)
          .then((response) => response.text())
          .catch(() => undefined);
        return Promise.resolve(() => {
          controller.abort();
        });
      });
    }
  });

  it('goes on with a job whose follower leaves', async () => {
    ollama.script = () => ({ words: ['Opsi ', '1 ', 'untung.'], betweenMs: 100 });
    const jobId = await enqueue({ question: 'Halo' });
    for await (const { type } of serverSentEvents(`${system.url}/v1/jobs/${jobId}/events`))
      if (type === 'token') break;
    expect((await eventsOf(`${system.url}/v1/jobs/${jobId}/events`)).at(-1)?.type).toBe('completed');
  });

  it('refuses a conversation that asks too often, and says when to come again', async () => {
    const ask = () => system.post('/v1/chats', { question: 'Halo', session_id: 'eager' });
    const replies = await Promise.all(Array.from({ length: 7 }, ask));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(problemSchema.parse(refused[0]?.json()).code).toBe('ASKED_TOO_OFTEN');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await system.post('/v1/chats', { question: 'Halo', session_id: 'calm' })).status).toBe(202);
  });

  it('refuses what is too long', async () => {
    const endless = [{ OPSI_1: { SOP_KESELAMATAN: 'x'.repeat(500_000) } }];
    for (const body of [
      { pertanyaan_user: 'x'.repeat(4_001) },
      { ...ABOUT, top_3_strategies_context: endless },
    ])
      expect((await system.post(ROUTE, body)).status).toBe(422);
  });

  it('answers 503 with what is wrong and what to do where the model is gone and no rules may answer', async () => {
    ollama.models.delete('test-model');
    const reply = await system.post(ROUTE, { pertanyaan_user: 'Halo' });
    ollama.models.set('test-model', ['completion', 'tools']);
    expect(reply.status).toBe(503);
    expect(problemSchema.parse(reply.json())).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      detail: expect.stringContaining('ollama pull test-model'),
    });
  });
});

describe('the analyst without Ollama', () => {
  it('answers by rules, also while nobody simulates, and readiness says what is missing without being unready', async () => {
    const system = await System.prepare({ OLLAMA_HOST: 'http://127.0.0.1:9' });
    try {
      await Promise.all([system.start('gateway'), system.start('analyst')]);
      for (let seed = 1; seed <= 3; seed += 1)
        await system.post('/v1/strategies', { ...smallQuestion(), seed });
      const reply = chatResponseSchema.parse((await system.post(ROUTE, ABOUT)).json());
      expect(reply.sumber).toBe('aturan');
      expect(reply.jawaban_ai).toMatch(/^Opsi 1 .* adalah rekomendasi utama/);
      expect(reply.peringatan[0]).toMatch(/Jalankan Ollama, lalu: ollama pull qwen2.5:7b/);
      await Promise.all([system.start('simulator'), system.start('trainer')]);
      const ready = await system.get('/health/ready');
      expect(ready.status).toBe(200);
      expect(ready.json()).toMatchObject({
        checks: { model: { ok: false, detail: expect.stringMatching(/ollama pull/) } },
      });
    } finally {
      await system.stop();
    }
  });

  it('refuses questions beyond the length of its queue', async () => {
    const system = await System.prepare({ CHAT_QUEUE_LIMIT: '2' });
    try {
      await system.start('gateway'); // nobody takes questions
      for (let i = 0; i < 2; i += 1) await system.post('/v1/chats', { question: 'Halo' });
      const reply = await system.post('/v1/chats', { question: 'Halo' });
      expect(reply.status).toBe(429);
      expect(problemSchema.parse(reply.json()).code).toBe('QUEUE_FULL');
      expect(reply.headers.get('retry-after')).toBe('10');
    } finally {
      await system.stop();
    }
  });
});

describe('the analyst that may pull its model', () => {
  it('pulls it at the start, with the progress in its log, and is then ready', async () => {
    const ollama = await ScriptedOllama.start();
    ollama.models.clear();
    const system = await System.prepare({
      OLLAMA_HOST: ollama.url,
      OLLAMA_MODEL: 'qwen2.5:7b',
      OLLAMA_PULL: 'auto',
    });
    try {
      const [, analyst] = await Promise.all([
        system.start('gateway'),
        system.start('analyst'),
        system.start('simulator'),
      ]);
      while (!analyst.output().includes('ready, calls tools')) await once(analyst.child.stdout!, 'data');
      expect(analyst.output()).toMatch(/"percent":50.*pulling the model/);
      const model = (await system.get('/health/ready')).json() as {
        checks: { model: { ok: boolean; detail: string } };
      };
      expect(model.checks.model).toMatchObject({
        ok: true,
        detail: expect.stringMatching(/^qwen2.5:7b at .* ready/),
      });
    } finally {
      await system.stop();
      await ollama.stop();
    }
  });
});
