import { connect } from 'node:net';
import { Body, Controller, Post } from '@nestjs/common';
import { z } from 'zod';
import { TestGateway, type Answer } from '../testing/test-gateway.js';
import { problemSchema, type Problem } from './problem.js';

@Controller()
class EchoController {
  @Post()
  echo(@Body({ schema: z.looseObject({}) }) body: unknown): unknown {
    return body;
  }
}

describe('a request body', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.around(EchoController);
  });
  afterAll(() => gateway.stop());

  function expectProblem(answer: Answer, status: number, code: Problem['code'], detail: RegExp): void {
    expect(answer.status).toBe(status);
    const problem = problemSchema.parse(answer.json());
    expect(problem.code).toBe(code);
    expect(problem.detail).toMatch(detail);
  }

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])(
    'is JSON, even if the client calls it %s',
    async (type) => {
      const answer = await gateway.post('/', '{"a": "ü"}', { 'content-type': type });
      expect(answer.json()).toEqual({ a: 'ü' });
    },
  );

  it.each(['{"seed": ', 'a=1', '{"a": NaN}', '{"a": Infinity}', "{'a': 1}", '   '])(
    '%j is refused as no JSON',
    async (body) => {
      expectProblem(await gateway.post('/', body), 400, 'NOT_JSON', /^the body is not JSON: ./);
    },
  );

  it.each(['5', 'null', '"text"', 'true', '[]'])('%s is JSON, but not what belongs there', async (body) => {
    expectProblem(await gateway.post('/', body), 422, 'INVALID_FIELD', /^the body must be an object, is ./);
  });

  it('that is empty is refused as empty', async () => {
    expectProblem(await gateway.post('/', ''), 400, 'NOT_JSON', /^the body is empty; send a JSON object/);
  });

  it('that was not sent at all is refused as missing', async () => {
    const { hostname, port } = new URL(gateway.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => {
        socket.write('POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'); // no length, so no body
      });
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => {
        resolve(text);
      });
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 422 /);
    expect(answer).toContain('the body is missing; it must be an object');
  });

  it('of 2 MB is taken, and one byte more is refused', async () => {
    const most = `{"a": "${'x'.repeat(2 * 2 ** 20 - 9)}"}`;
    expect(Buffer.byteLength(most)).toBe(2 * 2 ** 20);
    expect((await gateway.post('/', most)).status).toBe(201);
    expectProblem(await gateway.post('/', `${most} `), 413, 'BODY_TOO_LARGE', /larger than 2 MB/);
  });

  it('in a character set that there is not is refused', async () => {
    const headers = { 'content-type': 'application/json; charset=klingon' };
    expectProblem(await gateway.post('/', '{}', headers), 415, 'HTTP_415', /klingon/i);
  });
});
