import { useState } from 'react';
import classes from './initials.module.css';

// Each carries white text at 4.5:1 or more, in both themes.
const colors = ['#4652b8', '#7a3fb0', '#a8326f', '#a83c2a', '#805300', '#2b7449', '#0f6b7d', '#4d5b69'];

function colorOf(id: string): string {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return colors[hash % colors.length] ?? '#4d5b69';
}

// Dear to make, and a list has one for each row.
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Two letters of a name in any script: those of its first and last word. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked
    .map((word) => [...segmenter.segment(word ?? '')][0]?.segment ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** A photo, or initials on a colour made from the id. Decoration: the name always stands beside it. */
export function Initials(props: {
  id: string;
  name: string;
  src?: string | null;
  size?: number;
  square?: boolean;
  faded?: boolean;
}) {
  const { id, name, src, size = 28, square = false, faded = false } = props;
  const [broken, setBroken] = useState<string | null>(null);
  const box = { width: size, height: size, fontSize: Math.max(10, Math.round(size * 0.38)) };
  if (src && broken !== src) {
    return (
      <img
        className={classes.box}
        data-square={square || undefined}
        data-faded={faded || undefined}
        style={box}
        width={size}
        height={size}
        src={src}
        alt=""
        onError={() => setBroken(src)}
      />
    );
  }
  return (
    <span
      className={classes.box}
      data-square={square || undefined}
      data-faded={faded || undefined}
      style={{ ...box, background: faded ? undefined : colorOf(id) }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}
