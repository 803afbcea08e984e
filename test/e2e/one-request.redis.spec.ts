import { STRATEGIES } from '@mining-ops/analyst/testing/sample-strategies.js';
import { ScriptedOllama } from '@mining-ops/analyst/testing/scripted-ollama.js';
import { System, type RunningProcess } from './support/system.js';
import { TraceReceiver } from './support/trace-receiver.js';

/** Three processes and two questions, on a machine that may have much else to do. */
const STARTED_WITHIN_MS = 120_000;
/** Of the client, who has a trace of its own already. */
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CLIENT_SPAN = 'b7ad6b7169203331';
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
  let receiver: TraceReceiver;
  let processes: RunningProcess[];

  beforeAll(async () => {
    ollama = await ScriptedOllama.start((_chat, count) =>
      count === 0
        ? { toolCalls: [{ name: 'what_if', arguments: { trucks: 12 } }] }
        : { words: [ANSWER, ' '], end: count === 2 ? 'broken' : 'whole' },
    );
    receiver = await TraceReceiver.start();
    system = await System.prepare({
      OLLAMA_HOST: ollama.url,
      OLLAMA_MODEL: 'test-model',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    });
    const [gateway, ...others] = await Promise.all([
      system.start('gateway'),
      system.start('analyst'),
      system.start('simulator'),
    ]);
    processes = [gateway, ...others];
    const body = { pertanyaan_user: PROMPT, top_3_strategies_context: STRATEGIES };
    const headers = {
      'x-request-id': 'request-7',
      traceparent: `00-${TRACE}-${CLIENT_SPAN}-01`,
      authorization: `Bearer ${SECRET}`,
      cookie: `s=${SECRET}`,
    };
    expect((await system.post('/ask_chatbot', body, headers)).status).toBe(200);
    // The same once more, failing in the middle of the model's words.
    expect((await system.post(`/ask_chatbot?key=${SECRET}`, body, { 'x-request-id': 'r-8' })).status).toBe(
      200,
    );
    await system.stop(); // with this, the last log lines and spans are out
  }, STARTED_WITHIN_MS);

  afterAll(async () => {
    await system.stop();
    await Promise.all([ollama.stop(), receiver.stop()]);
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

  it('is one trace, below that of its client: HTTP, queue, worker, model, tool, simulation and prediction', () => {
    expect(receiver.tree(TRACE, CLIENT_SPAN)).toEqual([
      'mining-ops-gateway: POST /ask_chatbot',
      '  mining-ops-gateway: add chats.answer-question',
      '    mining-ops-analyst: process chats',
      '      mining-ops-analyst: chat test-model',
      '      mining-ops-analyst: chat test-model',
      '      mining-ops-analyst: execute_tool what_if',
      '        mining-ops-analyst: add strategies.find-strategies',
      '          mining-ops-simulator: process strategies',
      '            mining-ops-simulator: plan',
      '              mining-ops-simulator: predict trips',
      '            mining-ops-simulator: simulate round',
    ]);
  });

  it('hands its trace on to Ollama, each question below its own span', () => {
    const asked = receiver.spans.filter(
      ({ traceId, name }) => traceId === TRACE && name === 'chat test-model',
    );
    const told = ollama.chatHeaders.slice(0, 2).map(({ traceparent }) => traceparent);
    expect(asked.map(({ spanId }) => `00-${TRACE}-${spanId}-01`).sort()).toEqual(told.sort());
  });

  it('leaves no secret and no word of question or answer in any span', () => {
    const written = JSON.stringify(receiver.spans);
    expect(written).toContain('find-strategies');
    expect(written).not.toContain(SECRET);
    expect(written).not.toContain('PLANTED');
  });
});
