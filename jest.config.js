/**
 * Jest on ESM: swc compiles, decorators and their metadata as in the build. One PostgreSQL and one Redis a run;
 * each `Desk` has a database on both that is its own.
 */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/web/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/support/servers.setup.mjs',
  globalTeardown: '<rootDir>/test/support/servers-teardown.setup.mjs',
  setupFiles: ['<rootDir>/test/support/preload.setup.ts'],
  testTimeout: 60_000,
  maxWorkers: 2,
};
