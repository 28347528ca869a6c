import { extname } from 'node:path';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../shared/access/access.decorator.js';
import { fail } from '../../shared/errors/common.errors.js';
import { JobQueues } from '../../shared/queue/job-queues.js';
import { Board } from './board.js';

const PATH = '/api/v1/system-admin/queues/board';

/** The dashboard's own page is written with styles in it; its scripts come from files. */
const POLICY =
  "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;font-src 'self';" +
  "connect-src 'self';base-uri 'self';form-action 'none';frame-ancestors 'none'";

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/** Bull's dashboard, as routes of Nest like all others: each of its files and answers passes the one guard. */
@ApiExcludeController()
@Controller('system-admin/queues/board')
export class BoardController {
  private opened: Board | undefined;

  constructor(private readonly queues: JobQueues) {}

  @Access('system_admin')
  @Get('*')
  async showBoard(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: Record<string, unknown>,
  ): Promise<unknown> {
    const path = new URL(request.url, 'http://board').pathname.slice(PATH.length);
    // Here and not at the start: the queues are opened by then.
    const board = (this.opened ??= new Board(this.queues.all(), PATH));
    void reply.header('content-security-policy', POLICY);
    const html = board.html(path);
    if (html !== undefined) return reply.type('text/html; charset=utf-8').send(html);
    const file = await board.file(path);
    if (file) return reply.type(TYPES[extname(path)] ?? 'application/octet-stream').send(file);
    if (!(await this.queues.reachable())) throw fail('unavailable');
    const answer = await board.answer(path, query);
    if (!answer) throw fail('not_found');
    return reply.status(answer.status ?? 200).send(answer.body);
  }
}
