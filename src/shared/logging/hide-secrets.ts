/** Where a secret of ours or of a server's address shows in a text: what stands before it is kept, it is not. */
const SECRETS = [
  // Mailed links, and what a provider's redirect brings along.
  /([#?&](?:token|mfaToken|code|state|id_token|access_token|refresh_token)=)[^\s"&\\]+/g,
  /((?:__Host-)?muster_\w+=)[^\s";,\\]+/g,
  /(\bBearer )[^\s"\\]+/gi,
  // The password in the address of a database, a Redis, a mail server.
  /(\w:\/\/[^\s/:@"]*:)[^\s/@"]+(?=@)/g,
  /(\b)eyJ[\w-]+\.[\w-]+\.[\w-]*/g,
];

/** A line of the log without what signs anybody or anything in. */
export function hideSecrets(line: string): string {
  return SECRETS.reduce((text, secret) => text.replace(secret, '$1[hidden]'), line);
}
