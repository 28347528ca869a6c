import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { AUDIT_ACTIONS } from '../../src/audit/audit-actions.js';

const texts = JSON.parse(readFileSync('web/src/app/texts/en.json', 'utf8')) as {
  auditLog: { actions: Record<string, Record<string, string>> };
};

test('the audit log has words for all that is written into it, and for nothing else', () => {
  const known = Object.entries(texts.auditLog.actions).flatMap(([thing, happened]) =>
    Object.keys(happened).map((name) => `${thing}.${name}`),
  );
  expect(known.toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
});
