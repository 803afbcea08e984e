import { Controller, Get } from '@nestjs/common';
import { TestGateway } from '../testing/test-gateway.js';

@Controller()
class EmptyController {
  @Get()
  get(): object {
    return {};
  }
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('a request id', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.around(EmptyController);
  });
  afterAll(() => gateway.stop());

  const idFor = async (given?: string): Promise<string | null> => {
    const headers = given === undefined ? {} : { 'X-Request-Id': given };
    return (await gateway.send('/', { headers })).headers.get('x-request-id');
  };

  it("is the client's own where that is sane", async () => {
    for (const id of ['a', 'Job_1.2-3', 'x'.repeat(64)]) expect(await idFor(id)).toBe(id);
  });

  it('is a new one where the client sends none, or one that could harm a log', async () => {
    for (const id of ['', 'x'.repeat(65), 'a b', '{"level":50}', 'é']) expect(await idFor(id)).toMatch(UUID);
    const [first, second] = [await idFor(), await idFor()];
    expect(first).toMatch(UUID);
    expect(second).not.toBe(first);
  });
});
