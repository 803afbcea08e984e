import { once } from 'node:events';
import { connect } from 'node:net';
import { Controller, Get } from '@nestjs/common';
import { Needs } from '../access/access.js';
import { TestGateway } from '../testing/test-gateway.js';
import { stopServing } from './stop-serving.js';

let arrived = (): void => undefined;
let release = (): void => undefined;

@Needs('nothing')
@Controller()
class WaitingController {
  @Get('wait')
  async wait(): Promise<string> {
    arrived();
    await new Promise<void>((resolve) => (release = resolve));
    return 'answered';
  }
}

describe('a gateway that is asked to stop', () => {
  /** Begins a request; `here` resolves once it is being answered. */
  function ask(gateway: TestGateway): { readonly here: Promise<void>; readonly answer: Promise<string> } {
    const here = new Promise<void>((resolve) => (arrived = resolve));
    return { here, answer: gateway.send('/wait').then(({ text }) => text) };
  }

  it('lets whoever waits have an answer, and takes nobody new', async () => {
    const gateway = await TestGateway.around(WaitingController);
    const { here, answer } = ask(gateway);
    await here;
    const stopped = stopServing(gateway.app, () => {
      release();
    });
    expect(await answer).toBe('answered');
    await stopped;
    const { hostname, port } = new URL(gateway.url);
    const [error] = (await once(connect(Number(port), hostname), 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });

  it('cuts off whom nothing answers', async () => {
    const gateway = await TestGateway.around(WaitingController);
    const { here, answer } = ask(gateway);
    const cut = expect(answer).rejects.toThrow();
    await here;
    await stopServing(gateway.app, () => undefined);
    await cut;
    release();
  });
});
