import { swcOptions } from './deploy/build.mjs';

/** @type {import('jest').Config} */
export default {
  testEnvironment: './jest.environment.mjs',
  // Workspace packages resolve to their sources under this condition; see each package.json.
  testEnvironmentOptions: { customExportConditions: ['@mining-ops/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { ...swcOptions, sourceMaps: 'inline' }],
    '/node_modules/@nestjs/common/': './jest.required-esm.cjs',
  },
  transformIgnorePatterns: ['/node_modules/(?!@nestjs/common/)'],
  resolver: './jest.resolver.cjs',
  testMatch: ['**/*.spec.ts'],
  modulePathIgnorePatterns: ['/dist/', '/.mining-ops/'],
  maxWorkers: 2,
  testTimeout: 30_000,
};
