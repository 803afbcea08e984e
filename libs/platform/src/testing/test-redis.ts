// Test code: the one exception to "process.env is read in config.ts", because this variable is no part of the system.

/** The variable in which `npm test` hands its private Redis to the tests. */
export const TEST_REDIS_VARIABLE = 'MINING_OPS_TEST_REDIS_URL';

/**
 * The URL of the private Redis that `npm test` provides. Tests share it: each needs its own queue prefix.
 *
 * @throws Error when the tests were started in another way
 */
export function testRedisUrl(): string {
  const url = process.env[TEST_REDIS_VARIABLE];
  if (url) return url;
  throw new Error(
    `${TEST_REDIS_VARIABLE} is not set: run the tests by \`npm test\`, or one folder by \`npm test -- libs/jobs\`; it provides their Redis`,
  );
}
