/**
 * The passwords that guessers try first, in lower case: some 18,000 of eight characters and more, shipped with the
 * program so that no password is ever asked of another server. Read at first use (about 10 ms), then kept.
 */
export type CommonPasswords = ReadonlySet<string>;

let loaded: Promise<CommonPasswords> | undefined;

export function commonPasswords(): Promise<CommonPasswords> {
  loaded ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].filter((word) => word.length >= 8)),
  );
  return loaded;
}
