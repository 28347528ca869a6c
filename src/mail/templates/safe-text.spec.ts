import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nameText, oneLine } from './safe-text.js';

describe('text for one line', () => {
  it.each([
    ['line breaks become spaces', 'Ada\r\nBcc: all@evil.example', 'Ada Bcc: all@evil.example'],
    ['so do those of Unicode', 'Ada\u2028Lovelace\u0085x', 'Ada Lovelacex'],
    ['bidi controls go', '\u202eadA\u202c \u2066x\u2069', 'adA x'],
    ['zero-width spaces, NUL and lone surrogates go', 'A\u200bd\0a\ud800', 'Ada'],
    ['emoji families keep their joiners', '👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    ['composed in one form', 'e\u0301', 'é'],
  ])('%s', (_, given, expected) => {
    expect(oneLine(given)).toBe(expected);
  });

  it('is cut with an ellipsis, between characters', () => {
    expect(oneLine('x'.repeat(300))).toBe(`${'x'.repeat(79)}…`);
    expect(oneLine('👩‍👩‍👧'.repeat(3), 8)).toBe('👩‍👩‍👧…');
  });

  it('is bounded however many accents stand on one letter', () => {
    expect([...oneLine(`ab${'\u0301'.repeat(5_000)}`, 80)].length).toBeLessThanOrEqual(80);
  });

  it('stays one line within its limit, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const line = oneLine(given);
        expect([...line].length).toBeLessThanOrEqual(80);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(oneLine(line)).toBe(line);
      }),
    );
  });
});

describe('a name in a mail', () => {
  it.each([
    'Ada Lovelace',
    'J.R. Smith',
    'Acme Inc.',
    'Zoë Müller-O’Hara',
    'AC/DC & Söhne',
    '山田 太郎',
    'R2 (night shift)',
  ])('%s is left as it is', (name) => {
    expect(nameText(name)).toBe(name);
  });

  it.each([
    ['http://evil.example/x', ' evil.\u200cexample/x'],
    ['evil.example', 'evil.\u200cexample'],
    ['www.evil.co', 'www.\u200cevil.\u200cco'],
    ['//evil.example', ' evil.\u200cexample'],
    ['ada@evil.example', 'ada@\u200cevil.\u200cexample'],
    ['10.20.30.40', '10.\u200c20.\u200c30.\u200c40'],
    ['evil。example', 'evil。\u200cexample'],
  ])('%s cannot be clicked', (name, expected) => {
    expect(nameText(name)).toBe(expected.trim());
  });
});
