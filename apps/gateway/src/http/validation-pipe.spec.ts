import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { TestGateway } from '../testing/test-gateway.js';
import { problemSchema } from './problem.js';
import { problemOf } from './validation-pipe.js';

const bodySchema = z.object({
  fixed: z.object({ trucks: z.int().min(1).default(5) }).default({ trucks: 5 }),
  list: z.array(z.int()).optional(),
});

@Controller()
class EchoController {
  @Post('body')
  body(@Body({ schema: bodySchema }) body: unknown): unknown {
    return body;
  }

  @Get('query')
  query(@Query({ schema: z.object({ limit: z.string() }) }) query: unknown): unknown {
    return query;
  }

  @Get('kind/:kind')
  kind(@Param('kind', { schema: z.enum(['a', 'b']) }) kind: string): unknown {
    return { kind };
  }

  @Post('unchecked')
  unchecked(@Body() body: unknown): unknown {
    return body;
  }
}

describe('the validation of what handlers declare', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.around(EchoController);
  });
  afterAll(() => gateway.stop());

  const refused = async (body: unknown): Promise<unknown> => {
    const answer = await gateway.post('/body', body);
    expect(answer.status).toBe(422);
    return problemSchema.parse(answer.json());
  };

  it("hands over the schema's output: defaults filled in, unknown members left out", async () => {
    expect((await gateway.post('/body', { other: 1 })).json()).toEqual({ fixed: { trucks: 5 } });
  });

  it('leaves alone what declares no schema', async () => {
    expect((await gateway.post('/unchecked', { other: [1] })).json()).toEqual({ other: [1] });
  });

  it('names the field by its path, members and list places alike', async () => {
    expect(await refused({ fixed: { trucks: 0 }, list: [1, 'x'] })).toMatchObject({
      detail: 'fixed.trucks must be at least 1, is 0; list.1 must be a number, is "x"',
      code: 'INVALID_FIELD',
      field: 'fixed.trucks',
      errors: [
        { field: 'fixed.trucks', message: 'must be at least 1, is 0' },
        { field: 'list.1', message: 'must be a number, is "x"' },
      ],
    });
  });

  it('names the body where it is no object', async () => {
    expect(await refused([1])).toMatchObject({
      detail: 'the body must be an object, is a list of 1',
      field: '',
    });
  });

  it('names parameters of the query and of the path', async () => {
    const query = problemSchema.parse((await gateway.send('/query')).json());
    expect(query.detail).toBe('limit is missing; it must be a string');
    const path = problemSchema.parse((await gateway.send('/kind/c')).json());
    expect(path).toMatchObject({ detail: 'kind must be one of a, b, is "c"', field: 'kind' });
  });

  it('lists 20 faults at most', async () => {
    const body = { list: Array.from({ length: 10_000 }, () => 'x') };
    expect(await refused(body)).toMatchObject({ errors: { length: 20 } });
  });

  it('refuses a body too deep to be walked, as bad input and not as a defect', async () => {
    const deep = '['.repeat(5e5) + ']'.repeat(5e5);
    expect(await refused(`{"list": ${deep}}`)).toMatchObject({
      code: 'NESTED_TOO_DEEPLY',
      detail: expect.stringContaining('100 levels') as string,
    });
    expect(gateway.logged()).toEqual([]);
  });
});

describe('problemOf', () => {
  const plain = { path: ['a'], message: 'must be a number, is "x"' };
  const special = { path: ['b'], message: 'is no date', params: { status: 400, code: 'NOT_A_DATE' } };

  it('is a 422 unless a rule says otherwise, and then that, with every fault', () => {
    expect(problemOf([plain])).toMatchObject({ status: 422, code: 'INVALID_FIELD' });
    expect(problemOf([plain, special])).toMatchObject({
      status: 400,
      code: 'NOT_A_DATE',
      detail: 'a must be a number, is "x"; b is no date',
    });
  });

  it('reads a path of segments as the standard has it', () => {
    expect(problemOf([{ path: [{ key: 'a' }, 0, 'b'], message: 'x' }]).faults[0]?.field).toBe('a.0.b');
  });
});
