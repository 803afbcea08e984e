import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { QueueUnreachableError } from '@mining-ops/jobs/client/queue-unreachable-error.js';
import { Controller, Get, HttpException, Res } from '@nestjs/common';
import type { Response } from 'express';
import { TestGateway } from '../testing/test-gateway.js';
import { Problem, problemSchema } from './problem.js';

const thrown: Readonly<Record<string, unknown>> = {
  problem: new Problem(409, 'TAKEN', 'it is taken', [{ field: 'key', message: 'is taken' }], {
    job_id: 'j-1',
  }),
  queue: new QueueUnreachableError(),
  data: new FleetDataError('MISSING_FILE', 'trucks.csv is not in data: put it there'),
  http: new HttpException('slow down', 429),
  defect: new TypeError('secret is undefined'),
  text: 'not even an error',
};

@Controller()
class ThrowingController {
  @Get('throw/problem')
  problem(): never {
    throw thrown['problem'];
  }
  @Get('throw/queue')
  queue(): never {
    throw thrown['queue'];
  }
  @Get('throw/data')
  data(): never {
    throw thrown['data'];
  }
  @Get('throw/http')
  http(): never {
    throw thrown['http'];
  }
  @Get('throw/defect')
  defect(): never {
    throw thrown['defect'];
  }
  @Get('throw/text')
  text(): never {
    throw thrown['text'];
  }
  @Get('throw/late')
  late(@Res() response: Response): never {
    response.writeHead(200).write('half an answer');
    throw thrown['defect'];
  }
  @Get('things/:id')
  thing(): object {
    return {};
  }
}

describe('a request that fails', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await TestGateway.around(ThrowingController);
  });
  afterEach(() => gateway.stop());

  async function problemAt(route: string, status: number): Promise<Record<string, unknown>> {
    const answer = await gateway.send(route);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const body = answer.json() as Record<string, unknown>;
    expect(problemSchema.parse(body).request_id).toBe(answer.headers.get('x-request-id'));
    return body;
  }

  it('by a problem says it: words, code, the first field, every fault, and what else it carries', async () => {
    expect(await problemAt('/throw/problem', 409)).toEqual({
      detail: 'it is taken',
      code: 'TAKEN',
      field: 'key',
      errors: [{ field: 'key', message: 'is taken' }],
      request_id: expect.any(String) as string,
      job_id: 'j-1',
    });
  });

  it.each([
    ['queue', 503, 'QUEUE_UNREACHABLE', 'the job queue (Redis) cannot be reached; try again shortly'],
    ['data', 503, 'DATA_MISSING_FILE', 'trucks.csv is not in data: put it there'],
    ['http', 429, 'HTTP_429', 'slow down'],
  ])('by %s is a %i %s, and no defect: nothing is logged', async (what, status, code, detail) => {
    expect(await problemAt(`/throw/${what}`, status)).toMatchObject({
      detail,
      code,
      field: null,
      errors: [],
    });
    expect(gateway.logged()).toEqual([]);
  });

  it('by a defect keeps its reason from the client, and logs it', async () => {
    const body = await problemAt('/throw/defect', 500);
    expect(body).toMatchObject({ code: 'INTERNAL', field: null });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(gateway.logged()).toEqual([
      expect.objectContaining({
        level: 50,
        method: 'GET',
        path: '/throw/defect',
        requestId: body['request_id'],
        err: expect.objectContaining({ message: 'secret is undefined' }) as object,
      }),
    ]);
  });

  it('by something that is no error is a defect, too', async () => {
    expect(await problemAt('/throw/text', 500)).toMatchObject({ code: 'INTERNAL' });
    expect(gateway.logged()).toHaveLength(1);
  });

  it('after its answer has begun ends the answer', async () => {
    const answer = await gateway.send('/throw/late');
    expect([answer.status, answer.text]).toEqual([200, 'half an answer']);
    expect(gateway.logged()).toHaveLength(1);
  });

  it('because there is no such route names the route and where to look', async () => {
    expect(await problemAt('/nowhere?a=1', 404)).toMatchObject({
      code: 'NOT_FOUND',
      detail: 'there is no GET /nowhere; /docs lists what there is',
    });
  });

  it('because its path is no UTF-8 is bad input', async () => {
    expect(await problemAt('/things/%E0%A4%A', 400)).toMatchObject({ code: 'BAD_REQUEST' });
    expect(gateway.logged()).toEqual([]);
  });
});
