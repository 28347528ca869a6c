import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & { 'x-permission'?: string };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const PROBLEM: Schemas[string] = {
  type: 'object',
  description: 'RFC 9457; `code` is stable, branch on it.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', example: 'not_found' },
    errors: {
      type: 'array',
      description: 'With `validation_failed`: what is wrong, field by field.',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/**
 * The OpenAPI 3.1 document, from the code that serves it: `operationId` is the controller's method name, `x-permission`
 * what `@Access` or `@Public` says. Needs no database and no Redis. Throws where two routes share an `operationId`, as
 * the generated client would lose one of them.
 */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Muster')
    .setDescription('Users, teams and sign-in for multi-tenant service desks.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('muster_session')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, options, { operationIdFactory: (_, method) => method });
  const ids = new Map<string, string>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (!operation) continue;
      const id = operation.operationId ?? '';
      const route = `${method.toUpperCase()} ${path}`;
      if (ids.has(id)) throw new Error(`${route} and ${ids.get(id)} are both named ${id}`);
      ids.set(id, route);
      operation.security = operation['x-permission'] === 'public' ? [] : [{ cookie: [] }, { bearer: [] }];
      // Branded ids say nothing of themselves to Nest.
      const known = operation.parameters?.map((parameter) => ('name' in parameter ? parameter.name : '')) ?? [];
      const missing = [...path.matchAll(/\{(\w+)\}/g)]
        .map(([, name = '']) => name)
        .filter((name) => !known.includes(name));
      const schema = { type: 'string', format: 'uuid' } as const;
      operation.parameters = [
        ...missing.map((name) => ({ name, in: 'path' as const, required: true, schema })),
        ...(operation.parameters ?? []),
      ];
      operation.responses.default = {
        description: 'What went wrong.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
    }
  }
  const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
  const schemas = { ...document.components?.schemas, Problem: PROBLEM };
  return {
    ...document,
    // In one order, whatever the order in which modules are found: two changes then meet in the file only where they should.
    paths: Object.fromEntries(Object.entries(document.paths).sort(byName)),
    components: { ...document.components, schemas: Object.fromEntries(Object.entries(schemas).sort(byName)) },
  };
}

/** Serves the document and a page to read it on. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiOf(app), { jsonDocumentUrl: 'api/openapi.json' });
}
