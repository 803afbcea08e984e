import { once } from 'node:events';
import { longQuestion } from './support/requests.js';
import { serverSentEvents, type ServerSentEvent } from './support/server-sent-events.js';
import { System } from './support/system.js';

describe('a process that is asked to stop', () => {
  let system: System;

  beforeEach(async () => {
    system = await System.prepare();
  });
  afterEach(() => system.stop());

  async function followed(jobId: string, lastEventId?: string): Promise<ServerSentEvent[]> {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const events: ServerSentEvent[] = [];
    for await (const event of serverSentEvents(`${system.url}/v1/jobs/${jobId}/events`, headers))
      events.push(event);
    return events;
  }

  it('answers those who wait, a gateway: with their job, which goes on and is found by the next one', async () => {
    const [gateway] = await Promise.all([system.start('gateway'), system.start('simulator')]);
    const reply = system.post('/get_top_3_strategies', longQuestion());
    const jobId = await system.untilProgress('strategies', 5);
    const events = followed(jobId);
    expect((await system.get(`/v1/jobs/${jobId}`)).json()).toMatchObject({ status: 'active' });
    const ended = once(gateway.child, 'exit');
    gateway.child.kill('SIGTERM');
    expect((await reply).status).toBe(504);
    expect((await reply).json()).toMatchObject({ code: 'STILL_RUNNING', job_id: jobId });
    const heard = await events;
    expect(heard.at(-1)?.type).toBe('progress');
    expect(await ended).toEqual([0, null]);
    await system.start('gateway');
    const rest = await followed(jobId, heard.findLast(({ id }) => id !== null)?.id ?? '0-0');
    expect(rest.at(-1)?.type).toBe('completed');
  }, 90_000);

  it('gives its job back, a simulator: another one finishes it', async () => {
    const [, first] = await Promise.all([system.start('gateway'), system.start('simulator')]);
    const reply = system.post('/get_top_3_strategies', longQuestion());
    const jobId = await system.untilProgress('strategies', 5);
    await system.start('simulator');
    const ended = once(first.child, 'exit');
    first.child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect((await reply).status).toBe(200);
    expect((await system.get(`/v1/jobs/${jobId}`)).json()).toMatchObject({ status: 'completed' });
  }, 90_000);
});
