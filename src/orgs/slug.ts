/** What a slug is: lower-case letters and digits, with hyphens between them. */
export const SLUG = /^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$/;

/** A slug from a name: ASCII letters, digits and hyphens, at most 40 characters; `org` where nothing is left. */
export function slugOf(name: string): string {
  const ascii = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    ascii
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+/, '')
      .slice(0, 40)
      .replace(/-+$/, '') || 'org'
  );
}
