import { TEST_REDIS_VARIABLE, testRedisUrl } from './test-redis.js';

describe('testRedisUrl', () => {
  const given = process.env[TEST_REDIS_VARIABLE];
  afterEach(() => {
    if (given === undefined) Reflect.deleteProperty(process.env, TEST_REDIS_VARIABLE);
    else process.env[TEST_REDIS_VARIABLE] = given;
  });

  it('gives the URL that `npm test` provides', () => {
    process.env[TEST_REDIS_VARIABLE] = 'redis://127.0.0.1:1';
    expect(testRedisUrl()).toBe('redis://127.0.0.1:1');
  });

  it('says how to run the tests when there is none', () => {
    Reflect.deleteProperty(process.env, TEST_REDIS_VARIABLE);
    expect(testRedisUrl).toThrow('run the tests by `npm test`');
  });
});
