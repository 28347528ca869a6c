import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { DriverException, UniqueConstraintViolationException } from '@mikro-orm/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonErrors, fail } from '../errors/common.errors.js';
import { Problem } from '../errors/problem.js';

const BY_STATUS: Record<number, keyof typeof commonErrors> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'validation_failed',
  429: 'rate_limited',
  503: 'unavailable',
};

/** Connection failures and shutdowns of PostgreSQL: classes 08 and 57, and what the driver says without a code. */
const DATABASE_AWAY = /^(08|57P)|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND/;

/** Turns whatever was thrown into problem+json (RFC 9457). The only place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(http.getResponse<FastifyReply>(), this.problemOf(thrown), http.getRequest<FastifyRequest>().url);
  }

  private problemOf(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    if (thrown instanceof HttpException) {
      // Nest's cross-origin protection speaks in a ForbiddenException of its own.
      if (thrown.getStatus() === 403 && /cross-origin/i.test(thrown.message)) return fail('cross_site_request');
      return fail(BY_STATUS[thrown.getStatus()] ?? (thrown.getStatus() < 500 ? 'bad_request' : 'internal'));
    }
    const error = thrown as Error & { code?: string; statusCode?: number; cause?: { code?: string } };
    if (error.code?.startsWith('FST_')) return ofFastify(error.code, error.statusCode);
    if (error.statusCode === 400 && error instanceof SyntaxError) return fail('malformed_json');
    if (error instanceof UniqueConstraintViolationException) return fail('conflict');
    if (
      DATABASE_AWAY.test(error.code ?? error.cause?.code ?? '') ||
      /timeout exceeded when trying to connect|Connection terminated/.test(error.message ?? '')
    ) {
      return fail('unavailable');
    }
    this.logger.error(
      error instanceof DriverException ? `${error.name}: ${error.message.split('\n')[0]}` : error.message,
      error.stack,
    );
    return fail('internal');
  }
}

function ofFastify(code: string, status = 400): Problem {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') return fail('payload_too_large');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return fail('unsupported_media_type');
  if (code.startsWith('FST_ERR_CTP')) return fail('malformed_json');
  return fail(BY_STATUS[status] ?? 'bad_request');
}

export function sendProblem(reply: FastifyReply, problem: Problem, url: string): void {
  const { code, spec, extras } = problem;
  if (extras.retryAfter !== undefined)
    void reply.header('retry-after', String(Math.max(1, Math.ceil(extras.retryAfter))));
  void reply
    .status(spec.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      JSON.stringify({
        type: `urn:muster:problem:${code}`,
        title: spec.title,
        status: spec.status,
        detail: extras.detail ?? spec.title,
        instance: url.split('?')[0],
        code,
        requestId: reply.request.id,
        ...(extras.errors && { errors: extras.errors }),
        ...extras.members,
      }),
    );
}
