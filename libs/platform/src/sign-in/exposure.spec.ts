import { checkExposure, isLoopbackAddress } from './exposure.js';

describe('checkExposure', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', 'localhost'])(
    'lets %s be listened on without keys',
    async (host) => {
      await expect(checkExposure({ host, reachedAt: null }, false)).resolves.toBeUndefined();
    },
  );

  it.each(['0.0.0.0', '::', '192.168.1.10', '0', '::ffff:10.0.0.1', 'fe80::1', 'no-such-host.invalid'])(
    'refuses %s without keys, by name, value and remedy',
    async (host) => {
      await expect(checkExposure({ host, reachedAt: null }, false)).rejects.toThrow(
        `HOST is "${host}": without API keys only loopback may be listened on`,
      );
      await expect(checkExposure({ host, reachedAt: null }, false)).rejects.toThrow('npm run keys:create');
    },
  );

  it('asks where a container is published, not what it listens on within', async () => {
    const host = '0.0.0.0';
    await expect(checkExposure({ host, reachedAt: '127.0.0.1' }, false)).resolves.toBeUndefined();
    await expect(checkExposure({ host, reachedAt: '192.168.1.10' }, false)).rejects.toThrow(
      'REACHED_AT is "192.168.1.10": without API keys only loopback may be published',
    );
    await expect(checkExposure({ host: '127.0.0.1', reachedAt: '0.0.0.0' }, false)).rejects.toThrow(
      'REACHED_AT',
    );
    await expect(checkExposure({ host, reachedAt: '192.168.1.10' }, true)).resolves.toBeUndefined();
  });

  it('lets any address be listened on with keys', async () => {
    await expect(checkExposure({ host: '0.0.0.0', reachedAt: null }, true)).resolves.toBeUndefined();
  });
});

describe('isLoopbackAddress', () => {
  it.each(['localhost', '127.0.0.1.example', '', '127.0.0.256'])('is no address: %j', (text) => {
    expect(isLoopbackAddress(text)).toBe(false);
  });
});
