// A program of its own that brings the embedded servers up and holds them, to be killed by the specs:
// node --experimental-transform-types starter.mjs <data folder> [postgres] [redis] [mail]. Prints their addresses as one line of JSON once they are up.
import { registerHooks } from 'node:module';

// The sources as they are, so that no build can be older than they are. Node itself strips the types.
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!specifier.startsWith('.')) throw error;
      return next(specifier.replace(/\.js$/, '.ts'), context);
    }
  },
});
const { startEmbedded } = await import('../../src/embedded/index.ts');
const [dataDir, ...parts] = process.argv.slice(2);
try {
  const servers = await startEmbedded({
    dataDir,
    postgres: parts.includes('postgres'),
    redis: parts.includes('redis'),
    mail: parts.includes('mail'),
    log: (line) => console.error(line),
  });
  process.once('SIGTERM', () => {
    void servers.stop().then(() => process.exit(0));
  });
  console.log(JSON.stringify(servers));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(JSON.stringify({ error: error.name, message: error.message }));
  process.exitCode = 1;
}
