import { once } from 'node:events';
import { connect } from 'node:net';
import { Controller, Post, Put, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Needs } from '../access/access.js';
import { TestGateway } from '../testing/test-gateway.js';

@Needs('planner')
@Controller()
class BodyController {
  @Post()
  body(): string {
    return 'whole';
  }

  @Put('v1/datasets/anything')
  async upload(@Req() request: Request): Promise<string> {
    for await (const chunk of request) if (String(chunk).endsWith('!')) return 'whole';
    return 'cut off';
  }
}

describe('a request that arrives slowly', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.with({ requestTimeS: 1 }, BodyController);
  });
  afterAll(() => gateway.stop());

  /** Sends a head that announces three bytes, then one of them, and gives what comes back until the server hangs up. */
  async function sendSlowly(head: string, untilMs: number): Promise<string> {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\n{`);
    const rest = setTimeout(() => socket.write(' !'), untilMs);
    await once(socket, 'close');
    clearTimeout(rest);
    return answer;
  }

  it('is answered 408 and hung up on', async () => {
    const answer = await sendSlowly('POST / HTTP/1.1', 60_000);
    expect(answer).toMatch(/^HTTP\/1.1 408 [^]*"code":"TOO_SLOW"/);
    expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1);
  });

  it('may take longer where it is an upload', async () => {
    expect(await sendSlowly('PUT /v1/datasets/anything HTTP/1.1', 1_500)).toMatch(/^HTTP\/1.1 200 [^]*whole/);
  });
});
