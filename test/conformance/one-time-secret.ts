import { expect, test } from '@jest/globals';
import type { Answer, Desk } from '../support/desk.js';

/** What an answer comes to: its status and code. */
type Said = string;

/** A one-time secret in somebody's hand. */
export interface Issued {
  secret: string;
  /** Uses this secret, or the one given, as its holder would. */
  use(secret?: string): Promise<Answer>;
  /** Makes a newer one that this gives way to; where there is such a thing. */
  replace?(): Promise<unknown>;
  /** Uses it from another organization's side. */
  elsewhere(): Promise<Answer>;
}

export interface OneTimeSecret {
  desk: () => Desk;
  /** A fresh one, of a fresh person. */
  issue(): Promise<Issued>;
  /** What the contract answers to a use that succeeds, and to each that does not. */
  works: Said;
  used: Said;
  unknown: Said;
  replaced?: Said;
  expired?: Said;
  /** How many uses are tried at once: sixteen, where nothing else is said. */
  atOnce?: number;
  /** Milliseconds that it works for by the product's clock, and how long before that a use is tried. */
  lifetime?: number;
  margin?: number;
}

export const said = ({ status, body }: Answer): Said => `${status} ${body.code ?? ''}`.trim();

/** What holds for every one-time secret, whatever it opens. To be called in a `describe`. */
export function behavesAsOneTimeSecret(kind: OneTimeSecret): void {
  test('works once', async () => {
    const issued = await kind.issue();
    expect(said(await issued.use())).toBe(kind.works);
    expect(said(await issued.use())).toBe(kind.used);
  });

  const { atOnce = 16 } = kind;
  test(`of ${atOnce} uses at a time one works`, async () => {
    const issued = await kind.issue();
    const answers = (await Promise.all(Array.from({ length: atOnce }, () => issued.use()))).map(said);
    expect(answers.filter((answer) => answer === kind.works)).toHaveLength(1);
    expect(answers.filter((answer) => answer !== kind.works && answer !== kind.used)).toEqual([]);
  });

  test('with its first, middle or last character off it is unknown, and not spent', async () => {
    const issued = await kind.issue();
    const { length } = issued.secret;
    for (const at of [0, Math.floor(length / 2), length - 1]) {
      expect(said(await issued.use(charOff(issued.secret, at)))).toBe(kind.unknown);
    }
    expect(said(await issued.use())).toBe(kind.works);
  });

  if (kind.replaced)
    test('is dead when a newer one takes its place', async () => {
      const issued = await kind.issue();
      await issued.replace?.();
      expect(said(await issued.use())).toBe(kind.replaced);
    });

  test('is nothing in another organization, and not spent there', async () => {
    const issued = await kind.issue();
    expect(said(await issued.elsewhere())).toBe(kind.unknown);
    expect(said(await issued.use())).toBe(kind.works);
  });

  const { lifetime, margin, expired } = kind;
  if (lifetime && margin)
    test('works until its lifetime is over, by the product’s clock', async () => {
      const [soon, late] = [await kind.issue(), await kind.issue()];
      kind.desk().advance(lifetime - margin);
      expect(said(await soon.use())).toBe(kind.works);
      kind.desk().advance(margin);
      expect(said(await late.use())).toBe(expired);
    });
}

/** The secret with one character another of the same alphabet. */
function charOff(secret: string, at: number): string {
  return secret.slice(0, at) + (secret[at] === 'A' ? 'B' : 'A') + secret.slice(at + 1);
}
