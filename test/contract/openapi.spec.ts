import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Desk } from '../support/desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

test('docs/openapi.json is what the server serves (script/openapi writes it)', async () => {
  const { body } = await desk.agent().call('GET', '/api/openapi.json');
  expect(body).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
});

test('the page to read it on is there', async () => {
  const { status, headers } = await desk.agent().call('GET', '/api/docs');
  expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
});
