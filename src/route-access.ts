import { type INestApplication, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS, type RouteAccess } from './shared/access/access.decorator.js';
import { API_PREFIX, UNPREFIXED } from './shared/http/api-prefix.js';
import { may, PERMISSIONS, ROLES } from './shared/access/permissions.js';

export interface Route {
  /** `GET`, … */
  method: string;
  /** With its prefix, and parameters as `:id`. */
  path: string;
  /** Undefined where the route declares none: the guard refuses it. */
  access: RouteAccess | undefined;
}

/** Every route of every controller with who may call it, by path. Needs no database and no Redis. */
export function routesOf(app: INestApplication): Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers
    .flatMap(({ metatype }) => {
      const handlers = metatype?.prototype as Record<string, (...args: unknown[]) => unknown>;
      return scanner.getAllMethodNames(handlers).flatMap((name) => routeOf(metatype as object, handlers[name]));
    })
    .toSorted((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));
}

function routeOf(controller: object, handler: ((...args: unknown[]) => unknown) | undefined): Route[] {
  const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
  if (!handler || method === undefined) return [];
  const words = [controller, handler].map((part) => Reflect.getMetadata(PATH_METADATA, part) as string);
  const path = words.flatMap((word) => word.split('/')).filter(Boolean);
  const own = path.join('/');
  return [
    {
      method: RequestMethod[method],
      path: UNPREFIXED.includes(own) ? `/${own}` : `/${API_PREFIX}/${own}`,
      access: Reflect.getMetadata(ACCESS, handler) as RouteAccess | undefined,
    },
  ];
}

/** The text of docs/permissions.md, which a test keeps in step with the code. */
export function permissionsPage(routes: readonly Route[]): string {
  const who = ROLES.map((role) => `${role}s`);
  const rights = PERMISSIONS.map((permission) => [
    `\`${permission}\``,
    ...ROLES.map((role) => (may(role, permission) ? 'yes' : '–')),
  ]);
  const access = routes.map(({ method, path, access }) => [`\`${method} ${path}\``, ...inWords(access)]);
  return [
    '# Who may do what',
    '',
    'Generated from the code by `script/openapi`: the roles from `src/shared/access/permissions.ts`, the routes from what each',
    'declares. A route that declares nothing is refused to everybody, and fails a test.',
    '',
    '## Roles',
    '',
    ...table(['Permission', ...who], rights),
    '',
    'Nothing crosses organizations: what belongs to another one is 404, whoever asks. `/me` is everybody’s own. System admins',
    'are the admins of the organization that `SYSTEM_ADMIN_ORG` names; what they do there to their own organization or to',
    'anybody in it is refused: 403 `own_organization`.',
    '',
    '## Routes',
    '',
    ...table(['Route', 'Needs', 'Who'], access),
    '',
  ].join('\n');
}

function inWords(access: RouteAccess | undefined): [string, string] {
  if (!access) return ['', 'nobody'];
  if ('public' in access) return ['', `anybody: ${access.public}`];
  const { rule } = access;
  if (rule === 'signed_in') return ['', 'whoever is signed in'];
  if (rule === 'system_admin') return ['', 'system admins'];
  return [`\`${rule}\``, ROLES.filter((role) => may(role, rule)).join(', ')];
}

/** A table of Markdown whose columns line up in an editor too. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
