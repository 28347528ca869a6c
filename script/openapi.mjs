// Writes the OpenAPI document of the built server, and the page of who may do what, to the folder that is named; needs no
// server of any kind.
import { writeFileSync } from 'node:fs';
import { createApp } from '../dist/create-app.js';
import { openApiOf } from '../dist/openapi.js';
import { permissionsPage, routesOf } from '../dist/route-access.js';
import { Config, readEnvironment } from '../dist/shared/config/config.js';

const nowhere = '127.0.0.1:1';
const key = Buffer.alloc(32).toString('base64');
const config = new Config(
  readEnvironment({
    DATABASE_URL: `postgres://nobody@${nowhere}/none`,
    REDIS_URL: `redis://${nowhere}`,
    SMTP_URL: `smtp://${nowhere}`,
    SESSION_KEYS: key,
    ENCRYPTION_KEYS: key,
    LOG_LEVEL: 'fatal',
  }),
);
const app = await createApp(config);
const folder = process.argv[2];
writeFileSync(`${folder}/openapi.json`, `${JSON.stringify(openApiOf(app), null, 2)}\n`);
writeFileSync(`${folder}/permissions.md`, permissionsPage(routesOf(app)));
// Never initialised, so there is nothing to close.
process.exit(0);
