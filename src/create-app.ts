import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { AppModule } from './app.module.js';
import { serveOpenApi } from './openapi.js';
import { serveWeb } from './serve-web.js';
import { fail } from './shared/errors/common.errors.js';
import { Config } from './shared/config/config.js';
import { takeUploads } from './shared/http/uploads.js';
import { API_PREFIX, UNPREFIXED } from './shared/http/api-prefix.js';
import { endUnused } from './shared/http/end-unused.js';
import { watchRequests } from './shared/http/request-log.js';
import { newId } from './shared/ids/ids.js';
import { createLog } from './shared/logging/log.js';
import { NestLog } from './shared/logging/nest-log.js';
import { Metrics } from './shared/metrics/metrics.js';

const BODY_LIMIT = 512 * 1024;
/** Swagger's own page is written with styles in it. */
const DOCS_POLICY =
  "default-src 'self';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;frame-ancestors 'none'";

/** The program that serves HTTP, ready to listen. */
export async function createApp(
  config: Config,
  root: object = AppModule.for(config),
  log = createLog(config.logLevel),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: trusted(config.trustProxy),
    genReqId: (request: { headers: Record<string, string | string[] | undefined> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : newId();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLog(log),
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
  app.setGlobalPrefix(API_PREFIX, { exclude: UNPREFIXED });
  app.useSecurityHeaders({
    // For what is no page; the pages (serve-web.ts) and the API's documentation have policies of their own.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
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
  watchRequests(fastify, log, app.get(Metrics));
  endUnused(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    if (request.url.startsWith('/api/docs')) void reply.header('content-security-policy', DOCS_POLICY);
    done();
  });
  await takeUploads(app, ['/api/v1/me/avatar']);
  serveOpenApi(app);
  await serveWeb(app);
  app.enableShutdownHooks();
  return app;
}

/** A number of proxies counts hops from the server outwards. */
function trusted(proxies: Config['trustProxy']) {
  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;
}
