import { expect, it } from '@jest/globals';
import { slugCandidates } from './slug-candidates.js';

const SLUG = /^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$/;

it.each([
  ['Acme IT', 'acme-it'],
  ['Ärzte & Söhne', 'arzte-sohne'],
  ['株式会社', 'org'],
  ['--', 'org'],
  ['x'.repeat(120), 'x'.repeat(40)],
])('%s is called %s, and else by a number', (name, slug) => {
  const candidates = slugCandidates(name, [], 'a1b2c3d4');
  expect(candidates.slice(0, 2)).toEqual([slug, `${slug}-2`]);
  expect(candidates.at(-1)).toBe(`${slug}-a1b2c3d4`);
  expect(candidates.filter((one) => !SLUG.test(one))).toEqual([]);
});

it('a reserved slug is nobody’s, numbered or not', () => {
  expect(slugCandidates('Platform!', ['platform', 'platform-2'], 'x')[0]).toBe('platform-3');
});
