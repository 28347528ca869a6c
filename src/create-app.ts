import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.js';
import { serveOpenApi } from './openapi.js';
import { fail } from './shared/errors/common.errors.js';
import { Config } from './shared/config/config.js';
import { sendProblem } from './shared/http/problem.filter.js';
import { newId } from './shared/ids/ids.js';

const BODY_LIMIT = 512 * 1024;
const WEB = fileURLToPath(new URL('../web/dist/', import.meta.url));

/** The program that serves HTTP, ready to listen. */
export async function createApp(config: Config, root: object = AppModule.for(config)): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: trusted(config.trustProxy),
    genReqId: (request: { headers: Record<string, string | string[] | undefined> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : newId();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(root as never, adapter, {
    logger: logLevels(config.logLevel),
    bodyParser: false,
    abortOnError: false,
  });
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, (request, body, done) => {
    // A client that says JSON and sends nothing means nothing.
    if (body.length === 0) return done(null, undefined);
    return app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error')(
      request as FastifyRequest,
      body.toString(),
      (error, value) => done(error ? fail('malformed_json') : null, value),
    );
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: config.secureCookies ? true : null,
      },
    },
    strictTransportSecurity: config.secureCookies,
  });
  app.enableCsrfProtection({
    trustedOrigins: [config.appUrl],
    // Without the cookie there is nothing to forge with; sign-in itself is guarded, or a foreign page could sign one in.
    exclude: (request: FastifyRequest) =>
      !/muster_session=/.test(request.headers.cookie ?? '') && !request.url.startsWith('/api/v1/auth/'),
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
  serveOpenApi(app);
  await serveWeb(app);
  app.enableShutdownHooks();
  return app;
}

/** The web frontend: hashed assets for ever, the page itself never, and that page for every path that is no file. */
async function serveWeb(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const built = existsSync(`${WEB}index.html`);
  if (built) {
    await fastify.register(
      fastifyStatic as never,
      {
        root: WEB,
        wildcard: false,
        cacheControl: false,
        setHeaders: (reply: FastifyReply, path: string) =>
          reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
      } as never,
    );
  }
  const notOurs = /^\/(api|health|assets)(\/|$)/;
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: (request: FastifyRequest, reply: FastifyReply) => {
      if (!built || notOurs.test(request.url)) return sendProblem(reply, fail('not_found'), request.url);
      return (reply as FastifyReply & { sendFile: (name: string) => FastifyReply }).sendFile('index.html');
    },
  });
}

/** A number of proxies counts hops from the server outwards. */
function trusted(proxies: Config['trustProxy']) {
  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;
}

type Level = 'fatal' | 'error' | 'warn' | 'log' | 'debug' | 'verbose';

function logLevels(level: string): Level[] | false {
  const order: Level[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
  const at = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'].indexOf(level);
  return at < 0 ? false : order.slice(0, at + 1);
}
