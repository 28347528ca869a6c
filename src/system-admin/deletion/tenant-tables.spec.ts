import { describe, expect, it } from '@jest/globals';
import { inDeletionOrder } from './tenant-tables.js';

describe('the order in which tables are emptied', () => {
  it('has whatever refers to a table before it', () => {
    const order = inDeletionOrder(
      ['users', 'links', 'mails', 'audit_log'],
      [
        { from: 'mails', to: 'links' },
        { from: 'mails', to: 'users' },
        { from: 'links', to: 'users' },
      ],
    );
    expect(order).toEqual(['mails', 'audit_log', 'links', 'users']);
  });

  it('lets a table refer to itself', () => {
    expect(inDeletionOrder(['tickets'], [{ from: 'tickets', to: 'tickets' }])).toEqual(['tickets']);
  });

  it('refuses a circle, and names it', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ];
    expect(() => inDeletionOrder(['a', 'b', 'c'], circle)).toThrow('a, b');
  });
});
