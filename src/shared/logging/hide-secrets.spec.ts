import { expect, it } from '@jest/globals';
import { hideSecrets } from './hide-secrets.js';

it.each([
  ['a mailed link', 'see http://localhost/link#token=abc.def-_1 now', 'see http://localhost/link#token=[hidden] now'],
  [
    'a provider’s answer',
    '/google/callback?state=s-1&code=4/0AX&scope=a',
    '/google/callback?state=[hidden]&code=[hidden]&scope=a',
  ],
  ['a cookie', 'muster_browser=b1; muster_session=x.y.z', 'muster_browser=[hidden]; muster_session=[hidden]'],
  ['a cookie of https', '__Host-muster_session=x.y.z', '__Host-muster_session=[hidden]'],
  ['a bearer header', '{"h":"bearer a.b.c"}', '{"h":"bearer [hidden]"}'],
  ['a server’s password', 'postgres://muster:hunter2@db:5432/muster', 'postgres://muster:[hidden]@db:5432/muster'],
  ['a password without a name', 'redis://:hunter2@cache:6379/0', 'redis://:[hidden]@cache:6379/0'],
  ['a bare JWT', '"eyJhbGciOi.eyJzaWQi.c2ln"', '"[hidden]"'],
])('%s is hidden', (_, line, hidden) => {
  expect(hideSecrets(line)).toBe(hidden);
});

it.each([
  '{"code":"link_used","state":"sent"}',
  'http://localhost:3000/users?search=a&role=admin',
  '10:30 a@b.example',
])('%s stays as it is', (line) => {
  expect(hideSecrets(line)).toBe(line);
});
