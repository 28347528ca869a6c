// A worker as a process of its own, to be killed by the specs: node worker.mjs. It is the built program (script/test builds it),
// takes its configuration from the environment, and prints "ready" once it works.
import { createApp } from '../../dist/create-app.js';
import { Config, readEnvironment } from '../../dist/shared/config/config.js';

const app = await createApp(new Config(readEnvironment()));
await app.init();
process.stdout.write('ready\n');
