import type { FastifyRequest } from 'fastify';
import type { Origin } from '../access/actor.js';

/** Where the request came from, cut to what a log needs. `request.ip` believes a proxy only as TRUST_PROXY says. */
export function originOf(request: FastifyRequest): Origin {
  const agent = request.headers['user-agent'];
  return { ip: request.ip, userAgent: agent ? agent.slice(0, 300) : null, requestId: request.id };
}
