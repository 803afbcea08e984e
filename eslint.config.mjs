import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const frameworks = ['@nestjs/*', 'bullmq', 'ioredis', 'express'];
const files = ['node:fs', 'node:fs/*', 'papaparse', 'onnxruntime-node'];
const outside = [
  ...['node:http', 'node:net', 'node:worker_threads', 'piscina', 'pino', 'ollama'],
  ...['@opentelemetry/*', 'bullmq-otel'],
];
const libs = [
  'des',
  'haulage',
  'strategy',
  'fleet-data',
  'model-files',
  'learning',
  'inference',
  'drift',
  'jobs',
  'platform',
];

/**
 * Who may know whom (docs/architecture.md). `mayKnow` lists the workspace's own libraries that it may import;
 * `forbidden` the packages that it must not.
 */
const house = [
  { place: 'libs/des', mayKnow: [], forbidden: [...frameworks, ...files, ...outside, 'node:*'] },
  { place: 'libs/haulage', mayKnow: ['des'], forbidden: [...frameworks, ...files, ...outside, 'node:*'] },
  {
    place: 'libs/strategy',
    mayKnow: ['des', 'haulage'],
    forbidden: [...frameworks, ...files, ...outside, 'node:*'],
  },
  { place: 'libs/fleet-data', mayKnow: [], forbidden: [...frameworks, ...outside] },
  { place: 'libs/model-files', mayKnow: [], forbidden: [...frameworks, ...outside] },
  {
    place: 'libs/learning',
    mayKnow: ['des', 'fleet-data', 'model-files'],
    forbidden: [...frameworks, ...outside],
  },
  {
    place: 'libs/inference',
    mayKnow: ['fleet-data', 'model-files'],
    forbidden: [...frameworks, ...outside],
  },
  {
    place: 'libs/drift',
    mayKnow: ['des', 'fleet-data', 'inference', 'learning', 'model-files'],
    forbidden: [...frameworks, ...outside],
  },
  { place: 'libs/platform', mayKnow: [], forbidden: [] },
  { place: 'libs/jobs', mayKnow: ['platform', 'strategy'], forbidden: ['@nestjs/*', 'express'] },
];

const boundaries = house.map(({ place, mayKnow, forbidden }) => ({
  files: [`${place}/src/**/*.ts`],
  ignores: ['**/*.spec.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: forbidden, message: `${place} must not know this; see docs/architecture.md.` },
          {
            group: libs
              .filter((lib) => `libs/${lib}` !== place && !mayKnow.includes(lib))
              .map((lib) => `@mining-ops/${lib}/*`),
            message: `${place} must not know this library; see docs/architecture.md.`,
          },
        ].filter((pattern) => pattern.group.length > 0),
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', 'logs/', '.mining-ops/', 'coverage/', 'data/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          conditionNames: ['@mining-ops/source', 'import', 'node'],
          extensionAlias: { '.js': ['.ts', '.js'] },
        }),
      ],
    },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules and controllers are such classes
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
    },
  },
  {
    // The event loop of the simulation and the learners index typed arrays whose bounds their own construction guarantees.
    files: [
      ...['libs/des/src/**/*.ts', 'libs/haulage/src/**/*.ts', 'libs/strategy/src/**/*.ts'],
      ...[
        'libs/drift/src/**/*.ts',
        'libs/learning/src/**/*.ts',
        'test/bench/src/closed-network.ts',
        'test/truths/src/selection/**/*.ts',
        '**/*.spec.ts',
      ],
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Jest's asymmetric matchers are typed any.
    files: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable' } },
  },
  ...boundaries,
);
