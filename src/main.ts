import { createApp } from './create-app.js';
import { seedDemo } from './embedded-demo.js';
import { MetricsServer } from './shared/metrics/metrics-server.js';
import { configure, explain, requireSchema } from './start.js';

async function main(): Promise<void> {
  const { config, servers } = await configure();
  let stopping = false;
  try {
    await requireSchema(config);
    const demo = servers?.databaseUrl !== undefined;
    const app = await createApp(config);
    const stop = () => {
      if (stopping) return;
      stopping = true;
      void app
        .close()
        .catch(() => undefined)
        .then(() => servers?.stop())
        .finally(() => process.exit(0));
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    if (demo) await seedDemo(app);
    await app.init();
    await app.get(MetricsServer).listen();
    if (config.role !== 'worker') await app.listen(config.port, config.host);
    const embedded = servers
      ? [servers.databaseUrl && 'PostgreSQL', servers.redisUrl && 'Redis', servers.smtpUrl && 'mailbox'].filter(Boolean)
      : [];
    process.stdout.write(
      [
        '',
        `  Muster   ${config.appUrl}`,
        ...(servers?.mailboxUrl ? [`  Mailbox  ${servers.mailboxUrl}`] : []),
        ...(servers?.calendars
          ? [`  Calendar ${servers.calendars.googlePage}, ${servers.calendars.outlookPage} (stand-ins)`]
          : []),
        ...(demo
          ? [
              '  Sign in  admin@acme.example, tech@acme.example, tina@acme.example, viewer@acme.example',
              '           operator@platform.example (System Admin)',
            ]
          : []),
        ...(embedded.length > 0 ? [`  Embedded ${embedded.join(', ')}, data in ${config.dataDir}`] : []),
        '',
        '',
      ].join('\n'),
    );
  } catch (error) {
    await servers?.stop();
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
