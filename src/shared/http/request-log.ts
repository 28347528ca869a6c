import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AccessRequest } from '../access/actor.js';
import { logContext } from '../logging/log.js';
import type { Metrics } from '../metrics/metrics.js';

/**
 * One line for each answer, and its time among the metrics. Of the URL only the route's template is told: paths and queries
 * may hold a calendar feed's key or what a provider's redirect brought.
 */
export function watchRequests(fastify: FastifyInstance, log: Logger, metrics: Metrics): void {
  const inContext = (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    logContext.run({ requestId: request.id }, done);
  };
  fastify.addHook('onRequest', inContext);
  // The body's end comes from the connection, which knows of no request.
  fastify.addHook('preValidation', inContext);
  fastify.addHook('onResponse', (request: FastifyRequest & AccessRequest, reply, done) => {
    const { method, actor } = request;
    const route = request.routeOptions.url ?? 'none';
    const { statusCode, elapsedTime } = reply;
    metrics.requests.observe({ method, route, status: `${Math.floor(statusCode / 100)}xx` }, elapsedTime / 1_000);
    const level = statusCode >= 500 ? 'error' : quiet(route) ? 'debug' : 'info';
    log[level](
      {
        requestId: request.id,
        method,
        route,
        status: statusCode,
        ms: Math.round(elapsedTime * 10) / 10,
        ip: request.ip,
        ...(actor && { orgId: actor.orgId, userId: actor.userId }),
      },
      'request',
    );
    done();
  });
}

/** What a supervisor asks every few seconds. */
function quiet(route: string): boolean {
  return route.startsWith('/health/');
}
