export type PasswordStrength = 'none' | 'short' | 'weak' | 'fair' | 'good';

/**
 * A rough word on a password while it is typed, from its length and its variety: a nudge, not a judgement. The server
 * refuses what is too short, common or one's own name.
 */
export function passwordStrength(password: string): PasswordStrength {
  const chars = [...password];
  if (chars.length === 0) return 'none';
  if (chars.length < 8) return 'short';
  const different = new Set(chars).size;
  const steps = chars.filter((char, index) => {
    const before = chars[index - 1]?.codePointAt(0) ?? 0;
    // A run such as "abcd" or "4321" or "aaaa" adds next to nothing.
    return index > 0 && Math.abs((char.codePointAt(0) ?? 0) - before) > 1;
  }).length;
  const score = Math.min(different, steps + 1);
  if (score < 7) return 'weak';
  return score < 11 ? 'fair' : 'good';
}
