import { once } from 'node:events';
import { STRATEGIES } from '@mining-ops/analyst/testing/sample-strategies.js';
import { ScriptedOllama } from '@mining-ops/analyst/testing/scripted-ollama.js';
import { System, type RunningProcess } from './support/system.js';

const SECRET = 'plantedSecret0123456789';
const PROMPT = 'PLANTED: bagaimana kalau 12 truk?';
const ANSWER = 'PLANTED: lebih baik 10 truk.';

interface Line {
  readonly service: string;
  readonly msg: string;
  readonly requestId?: string;
  readonly jobId?: string;
}

const linesOf = (running: RunningProcess): Line[] =>
  running
    .output()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line); // whatever a process writes is a line of its log

/** A question whose answer needs a simulation goes through every process: gateway, analyst, simulator, Ollama. */
describe('one request', () => {
  let system: System;
  let ollama: ScriptedOllama;
  let processes: RunningProcess[];

  beforeAll(async () => {
    ollama = await ScriptedOllama.start((_chat, count) =>
      count === 0
        ? { toolCalls: [{ name: 'what_if', arguments: { trucks: 12 } }] }
        : { words: [ANSWER, ' '], end: count === 2 ? 'broken' : 'whole' },
    );
    system = await System.prepare({ OLLAMA_HOST: ollama.url, OLLAMA_MODEL: 'test-model' });
    const [gateway, ...others] = await Promise.all([
      system.start('gateway'),
      system.start('analyst'),
      system.start('simulator'),
    ]);
    processes = [gateway, ...others];
    const body = { pertanyaan_user: PROMPT, top_3_strategies_context: STRATEGIES };
    const headers = { 'x-request-id': 'request-7', authorization: `Bearer ${SECRET}`, cookie: `s=${SECRET}` };
    expect((await system.post('/ask_chatbot', body, headers)).status).toBe(200);
    // The same once more, failing in the middle of the model's words.
    expect((await system.post(`/ask_chatbot?key=${SECRET}`, body, { 'x-request-id': 'r-8' })).status).toBe(
      200,
    );
    // A request is logged once it has ended, which is a moment after its client knows.
    while (!gateway.output().includes('r-8')) await once(gateway.child.stdout!, 'data');
  });

  afterAll(async () => {
    await system.stop();
    await ollama.stop();
  });

  it('can be followed by its id through the logs of all processes, and into the call to Ollama', () => {
    const mine = processes.flatMap(linesOf).filter(({ requestId }) => requestId === 'request-7');
    const said = mine.map(({ service, msg, jobId }) => [service, msg, jobId?.split('-')[0]]);
    expect(said).toEqual([
      ['gateway', 'request', 'chat'],
      ['analyst', 'tool called', 'chat'],
      ['analyst', 'job done', 'chat'],
      ['simulator', 'job done', 'strategy'],
    ]);
    const [chat] = mine;
    expect(ollama.chatHeaders.slice(0, 2)).toMatchObject(
      Array(2).fill({ 'x-request-id': 'request-7', 'x-job-id': chat?.jobId }),
    );
  });

  it('leaves no secret and no word of question or answer in any log', () => {
    const written = processes.map((one) => one.output()).join('');
    expect(written).toMatch(/"requestId":"r-8".*a line of its answer is no JSON/);
    expect(written).not.toContain(SECRET);
    expect(written).not.toContain('PLANTED');
  });
});
