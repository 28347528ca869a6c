import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { slugOf } from '../../src/orgs/index.js';
import { slugOf as proposed } from '../../web/src/features/system-admin/organizations/org-slug.js';

test.each([
  ['A.B', 'a-b'],
  ['Über & Söhne', 'uber-sohne'],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ['...', ''],
])('for %s the slug %s is proposed', (name, slug) => {
  expect(proposed(name)).toBe(slug);
});

test('what is proposed is what the server would make of the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
      expect(proposed(name) || 'org').toBe(slugOf(name));
    }),
  );
});
