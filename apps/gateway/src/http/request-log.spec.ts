import { logContext } from '@mining-ops/platform/log-context.js';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { TestGateway } from '../testing/test-gateway.js';

const INFO = 30;
const bodySchema = z.object({ pertanyaan_user: z.string() });

@Controller()
class AskingController {
  @Post('ask')
  @HttpCode(202)
  ask(
    @Body({ schema: bodySchema }) _body: z.infer<typeof bodySchema>,
    @Res({ passthrough: true }) response: Response,
  ): object {
    response.setHeader('Location', '/v1/jobs/chat-7');
    return logContext();
  }

  @Get('find')
  find(@Query('key') _key: string, @Res({ passthrough: true }) response: Response): object {
    response.setHeader('X-Job-Id', 'strategy-7');
    return {};
  }

  @Get('health/live')
  live(): object {
    return {};
  }

  @Get('stream')
  stream(@Res() response: Response): void {
    response.write('begun');
  }
}

describe('the log of requests', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await TestGateway.around(AskingController);
  });
  afterEach(() => gateway.stop());

  const requests = (): Record<string, unknown>[] =>
    gateway.logged(INFO).filter(({ msg }) => msg === 'request');

  it('has a line for each that has ended, with its id and the job that it led to', async () => {
    const reply = await gateway.post('/ask', { pertanyaan_user: 'Halo' }, JSON_AS('r-1'));
    await gateway.send('/find', { headers: { 'x-request-id': 'r-2' } });
    await gateway.send('/nowhere', { headers: { 'x-request-id': 'r-3' } });
    // What the handler does knows the request: its body was read in between.
    expect(reply.json()).toEqual({ requestId: 'r-1' });
    expect(requests()).toMatchObject([
      {
        requestId: 'r-1',
        method: 'POST',
        path: '/ask',
        status: 202,
        jobId: 'chat-7',
        durationMs: expect.any(Number),
      },
      { requestId: 'r-2', method: 'GET', path: '/find', status: 200, jobId: 'strategy-7' },
      { requestId: 'r-3', method: 'GET', path: '/nowhere', status: 404 },
    ]);
  });

  it('says nothing of queries, headers and bodies, nor of those who only look whether it lives', async () => {
    await gateway.post('/ask', { pertanyaan_user: 'PLANTED' }, { ...JSON_AS('r-1'), cookie: 'PLANTED' });
    await gateway.send('/find?key=PLANTED', { headers: { authorization: 'Bearer PLANTED' } });
    await gateway.post('/ask', '{"pertanyaan_user": PLANTED}', JSON_AS('r-1'));
    await gateway.send('/health/live');
    expect(requests()).toHaveLength(3);
    expect(JSON.stringify(gateway.logged(INFO))).not.toContain('PLANTED');
  });

  it('tells of a client that left before its answer was whole', async () => {
    const controller = new AbortController();
    const response = await fetch(`${gateway.url}/stream`, { signal: controller.signal });
    await response.body?.getReader().read();
    controller.abort();
    while (requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(requests()).toMatchObject([{ path: '/stream', leftEarly: true }]);
  });
});

const JSON_AS = (id: string): Record<string, string> => ({
  'content-type': 'application/json',
  'x-request-id': id,
});
