/**
 * Names and other people's words, made fit for a mail. They are an injection vector: whoever signs up, invites or
 * renames chooses what Muster sends to a stranger under Muster's own sender.
 */

/** Cc, lone surrogates, unassigned, and every format character but the two joiners that scripts and emoji need. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const ANY_SPACE = /[\s\p{Z}]+/gu;
const NAME_LIMIT = 80;

/** One line: NFC, no control, bidi or other invisible characters, spaces collapsed, at most `limit` code points. */
export function oneLine(text: string, limit = NAME_LIMIT): string {
  const line = text.normalize('NFC').replace(ANY_SPACE, ' ').replace(INVISIBLE, '').trim();
  return cut(line, limit);
}

/** Cuts between what a reader sees as characters, so that no emoji or accent is torn, and says so with an ellipsis. */
function cut(text: string, limit: number): string {
  const points = [...text];
  if (points.length <= limit) return text;
  const budget = points.slice(0, limit - 1).join('').length;
  let end = 0;
  // A letter under a tower of accents is one segment however long it is: what the budget cannot hold is left out.
  for (const { index, segment } of new Intl.Segmenter('en').segment(text.slice(0, budget + 64))) {
    if (index + segment.length > budget) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

const SCHEME = /(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}/giu;
/** ASCII, ideographic, fullwidth and halfwidth full stops: IDNA reads all four as the dot of a domain. */
const DOMAIN_DOT = /([.\u3002\uff0e\uff61])(?=[\p{L}\p{M}\p{N}]{2}|\p{N})/gu;
const AT = /([@\uff20])(?=\S)/gu;
const NON_JOINER = '\u200c';

/**
 * `oneLine`, and nothing in it becomes a link in a mail program that links what looks like an address: schemes go, and
 * a zero-width non-joiner parts a dot from a possible top-level domain. It reads the same, and an honest "J.R. Smith"
 * or "Acme Inc." is left alone.
 */
export function nameText(name: string, limit = NAME_LIMIT): string {
  return oneLine(oneLine(name, 4 * limit).replace(SCHEME, ' '), limit)
    .replace(DOMAIN_DOT, `$1${NON_JOINER}`)
    .replace(AT, `$1${NON_JOINER}`);
}
