import { readFileSync } from 'node:fs';
import type { AccessRule } from '../../src/shared/access/access.decorator.js';

interface Schema {
  properties?: Record<string, { format?: string }>;
}
interface Documented {
  operationId: string;
  'x-permission': AccessRule | 'public';
  parameters?: { name: string; in: string; schema?: { format?: string } }[];
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  responses: Record<string, unknown>;
}

/** A route, as the document says. */
export interface Operation {
  id: string;
  /** `GET /tickets/{id}` */
  name: string;
  method: string;
  /** Whole, with its parameters as `{id}`. */
  path: string;
  rule: AccessRule | 'public';
  takesBody: boolean;
  /** Of the body: all fields, and those that are ids of something else. */
  fields: string[];
  bodyReferences: string[];
  /** Of the query, the same. */
  query: string[];
  queryReferences: string[];
  /** Statuses that it is documented with. */
  answers: string[];
}

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Documented>>;
  components: { schemas: Record<string, Schema> };
};

/** Every route under /api/v1; other tests hold docs/openapi.json to the running server. */
export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => {
    const json = operation.requestBody?.content['application/json']?.schema.$ref;
    const body = Object.entries(document.components.schemas[json?.split('/').at(-1) ?? '']?.properties ?? {});
    const query = operation.parameters?.filter((parameter) => parameter.in === 'query') ?? [];
    return {
      id: operation.operationId,
      name: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
      method: method.toUpperCase(),
      path,
      rule: operation['x-permission'],
      takesBody: json !== undefined,
      fields: body.map(([name]) => name),
      bodyReferences: body.filter(([, { format }]) => format === 'uuid').map(([name]) => name),
      query: query.map(({ name }) => name),
      queryReferences: query.filter(({ schema }) => schema?.format === 'uuid').map(({ name }) => name),
      answers: Object.keys(operation.responses),
    };
  }),
);
