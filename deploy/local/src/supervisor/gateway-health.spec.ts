import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { localUrl, untilHealthy } from './gateway-health.js';

let server: Server;
let url: string;
let statuses: number[];

beforeEach(async () => {
  server = createServer((_, response) => {
    response.writeHead(statuses.shift() ?? 200).end('{"data":"trucks.csv is missing"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/health/ready`;
});
afterEach(() => {
  server.close();
});

describe('untilHealthy', () => {
  it('asks until the answer is 200', async () => {
    statuses = [503, 404];
    await untilHealthy(url, 20_000);
    expect(statuses).toEqual([]);
  });

  it('says what the last answer was when the time is over', async () => {
    statuses = [503];
    await expect(untilHealthy(url, 0)).rejects.toThrow(
      `the gateway was not ready within 0 s: ${url} answers status 503, {"data":"trucks.csv is missing"}`,
    );
  });

  it('says why there is no answer', async () => {
    server.close();
    await once(server, 'close');
    await expect(untilHealthy(url, 0)).rejects.toThrow('ECONNREFUSED');
  });

  it('stops when it is called off', async () => {
    statuses = Array<number>(1_000).fill(503);
    const calledOff = new AbortController();
    const waiting = untilHealthy(url, 20_000, calledOff.signal);
    calledOff.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });
});

describe('localUrl', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://127.0.0.1:80'],
    ['::1', 'http://[::1]:80'],
    ['mine.example', 'http://mine.example:80'],
  ])('of %s is %s', (host, expected) => {
    expect(localUrl(host, 80)).toBe(expected);
  });
});
