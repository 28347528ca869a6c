import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { fail, invalid } from '../errors/common.errors.js';
import { sendProblem } from './problem.filter.js';

/**
 * Forms with files, on the `paths` that take one: read in memory, never under the name that the client gave it. On every
 * other path a form is a type of body that is not known there.
 */
export async function takeUploads(app: NestFastifyApplication, paths: readonly string[]): Promise<void> {
  await app.register(multipart, { throwFileSizeLimit: true });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      const form = /^multipart\//i.test(request.headers['content-type'] ?? '');
      if (!form || paths.includes(request.url.split('?')[0] ?? '')) return done();
      sendProblem(reply, fail('unsupported_media_type'), request.url);
    });
}

/**
 * The form's only part, a file in the field `file`. Throws 415 for what is no form, 422 for one with anything else in it,
 * and what `tooLarge` makes for a file over `most` bytes.
 */
export async function readUpload(request: FastifyRequest, most: number, tooLarge: () => Error): Promise<Buffer> {
  if (!request.isMultipart()) throw fail('unsupported_media_type');
  let found: Buffer | undefined;
  try {
    for await (const part of request.parts({ limits: { fileSize: most, files: 2, fields: 1, parts: 2 } })) {
      if (part.type !== 'file' || part.fieldname !== 'file' || found) {
        // What is not read stops the parser for good.
        if (part.type === 'file') part.file.resume();
        throw invalid(
          part.type === 'file' ? 'file' : part.fieldname.slice(0, 50),
          'is not asked for: one file, named file',
        );
      }
      found = await part.toBuffer();
    }
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge();
    if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT' || code === 'FST_FIELDS_LIMIT') {
      throw invalid('file', 'must be the only part of the form');
    }
    if (error instanceof Error && error.constructor === Error) throw invalid('file', 'is cut off');
    throw error;
  }
  if (!found) throw invalid('file', 'is needed');
  return found;
}
