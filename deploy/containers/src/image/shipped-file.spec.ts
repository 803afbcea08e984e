import { isShipped, isShippedOfOurs } from './shipped-file.js';

const RUNTIME = 'node_modules/onnxruntime-node';
const machine = { platform: 'linux', arch: 'arm64' };

describe('a file of a package from the registry', () => {
  it.each([
    ['the library of this platform', `${RUNTIME}/bin/napi-v6/linux/arm64/onnxruntime_binding.node`],
    ['what its package has for every platform', `${RUNTIME}/dist/index.js`],
    ['code of another package', 'node_modules/zod/index.js'],
  ])('is shipped: %s', (_, file) => {
    expect(isShipped(file, machine)).toBe(true);
  });

  it.each([
    ["another processor's library", `${RUNTIME}/bin/napi-v6/linux/x64/libonnxruntime.so.1`],
    ["another system's library", `${RUNTIME}/bin/napi-v6/win32/arm64/onnxruntime.dll`],
    ['a source map', 'node_modules/rxjs/dist/index.js.map'],
    ['types', 'node_modules/zod/index.d.cts'],
  ])('is not shipped: %s', (_, file) => {
    expect(isShipped(file, machine)).toBe(false);
  });
});

describe('a file of ours', () => {
  it.each(['package.json', 'dist/main.js', 'prompts/2/system.md'])('%s is shipped', (file) => {
    expect(isShippedOfOurs(file)).toBe(true);
  });

  it.each([
    'dist/testing/test-redis.js',
    'dist/steps/fixtures/step.mjs',
    'dist/main.js.map',
    'dist/main.js.1.tmp',
  ])('%s is not', (file) => {
    expect(isShippedOfOurs(file)).toBe(false);
  });
});
