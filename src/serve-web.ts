import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestSession } from './auth/index.js';
import { pageHeads, type SessionHint } from './page-head.js';
import { Config } from './shared/config/config.js';
import { fail } from './shared/errors/common.errors.js';
import { sendProblem } from './shared/http/problem.filter.js';

const WEB = fileURLToPath(new URL('../web/dist/', import.meta.url));

/** Never a page of the app: what has a dot in its last part is a file, and the file is not there. */
const NO_PAGE = /^\/(api|health|assets)(\/|$)|\.[^/]*$/;

/**
 * The web frontend: hashed assets for ever and packed by the build, the page itself anew each time, and that page for
 * every path that is no file.
 *
 * The page says whether the browser is signed in, so that nobody who is not asks for anything that answers 401; it names
 * the files that its path will ask for, and carries a nonce for the styles that Mantine makes while it runs; scripts come
 * from files only.
 */
export async function serveWeb(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const page = existsSync(`${WEB}index.html`) ? readFileSync(`${WEB}index.html`, 'utf8') : null;
  if (page) {
    await fastify.register(fastifyStatic, {
      root: WEB,
      wildcard: false,
      globIgnore: ['index.html', '**/*.br', '**/*.gz'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const lasting = path.includes('/assets/');
        void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  const head = page ? pageHeads(WEB) : () => '';
  const policy = pagePolicy(app.get(Config));
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const path = request.url.split('?', 1)[0] ?? '/';
      if (!page || NO_PAGE.test(path)) return sendProblem(reply, fail('not_found'), request.url);
      const session = await sessionHint(app, request);
      const nonce = randomBytes(16).toString('base64url');
      return reply
        .header('content-security-policy', policy(nonce))
        .header('cache-control', session === 'none' ? 'no-cache' : 'no-store')
        .header('vary', 'cookie')
        .type('text/html; charset=utf-8')
        .send(
          page
            .replace('content="unknown"', `content="${session}"`)
            .replace('</head>', `${head(path, session)}</head>`)
            .replaceAll('MUSTER_NONCE', nonce),
        );
    },
  });
}

/** `unknown` where it cannot be asked: the page comes all the same, and says itself what is down. */
async function sessionHint(app: NestFastifyApplication, request: FastifyRequest): Promise<SessionHint> {
  try {
    const live = await app.get(RequestSession, { strict: false }).find(request);
    return live?.user.status === 'active' ? 'alive' : 'none';
  } catch {
    return 'unknown';
  }
}

function pagePolicy({ secureCookies }: Config): (nonce: string) => string {
  const rest = [
    "default-src 'none'",
    "script-src 'self'",
    // `data:` for the QR code, `blob:` for a photo that is being cropped.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secureCookies ? ['upgrade-insecure-requests'] : []),
  ].join(';');
  return (nonce) => `${rest};style-src 'self' 'nonce-${nonce}'`;
}
