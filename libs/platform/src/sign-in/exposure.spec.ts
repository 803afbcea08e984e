import { checkExposure, isLoopbackAddress } from './exposure.js';

describe('checkExposure', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', 'localhost'])(
    'lets %s be listened on without keys',
    async (host) => {
      await expect(checkExposure({ host }, false)).resolves.toBeUndefined();
    },
  );

  it.each(['0.0.0.0', '::', '192.168.1.10', '0', '::ffff:10.0.0.1', 'fe80::1', 'no-such-host.invalid'])(
    'refuses %s without keys, by name, value and remedy',
    async (host) => {
      await expect(checkExposure({ host }, false)).rejects.toThrow(
        `HOST is "${host}": without API keys only loopback may be listened on`,
      );
      await expect(checkExposure({ host }, false)).rejects.toThrow('npm run keys:create');
    },
  );

  it('lets any address be listened on with keys', async () => {
    await expect(checkExposure({ host: '0.0.0.0' }, true)).resolves.toBeUndefined();
  });
});

describe('isLoopbackAddress', () => {
  it.each(['localhost', '127.0.0.1.example', '', '127.0.0.256'])('is no address: %j', (text) => {
    expect(isLoopbackAddress(text)).toBe(false);
  });
});
