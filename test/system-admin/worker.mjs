// A worker as a process of its own, to be killed by the specs: node worker.mjs. Takes its configuration from the environment
// and prints "ready" once it works.
import { compileOnImport } from '../support/compile-on-import.mjs';

await compileOnImport(async () => {
  await import('reflect-metadata');
  const [{ createApp }, { Config, readEnvironment }] = await Promise.all([
    import('../../src/create-app.ts'),
    import('../../src/shared/config/config.ts'),
  ]);
  const app = await createApp(new Config(readEnvironment()));
  await app.init();
  process.stdout.write('ready\n');
});
