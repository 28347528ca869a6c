import { describe, expect, test } from '@jest/globals';
import { setupGuide } from './setup-steps.js';

const none = { status: 'pending', reached: null, facts: {} } as const;

describe('the setup guide', () => {
  test('leads each role through its own steps', () => {
    const steps = (['admin', 'technician', 'viewer'] as const).map((role) =>
      setupGuide(role, none).map(({ step }) => step),
    );
    expect(steps).toEqual([['invite', 'two_factor', 'calendar'], ['tickets', 'calendar'], ['look_around']]);
  });

  test.each([
    ['not begun', none, [false, false]],
    ['at its second step', { ...none, reached: 'calendar' }, [true, false]],
    ['completed, no calendar', { ...none, status: 'completed', facts: { calendar: false } } as const, [true, false]],
    ['skipped, and nobody knows of calendars', { ...none, status: 'completed' } as const, [true, true]],
    ['calendar connected before the guide came to it', { ...none, facts: { calendar: true } }, [false, true]],
    ['a step of another role', { ...none, reached: 'invite' }, [false, false]],
  ])('of a technician, %s', (_, state, done) => {
    expect(setupGuide('technician', state).map((step) => step.done)).toEqual(done);
  });
});
