import { escapeHtml } from '../escape-html.js';
import type { ProviderAccount } from './provider-account.js';

/** The page on which one chooses the test account, in place of the provider's own sign-in. */
export function accountPage(providerName: string, accounts: readonly ProviderAccount[]): string {
  const choices = accounts.map(
    ({ id, name, email }) =>
      `<button name="account" value="${escapeHtml(id)}"><strong>${escapeHtml(name)}</strong> <span>${escapeHtml(email)}</span></button>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Choose an account · ${providerName} stand-in</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 24rem; margin: 12vh auto; padding: 0 1rem }
  h1 { font-size: 1.25rem }
  form { display: grid; gap: .5rem }
  button { font: inherit; text-align: left; padding: .75rem 1rem; border-radius: .5rem; border: 1px solid; cursor: pointer }
  span { display: block }
</style>
</head>
<body>
<main>
<h1>Choose an account</h1>
<p>This is a local stand-in for ${providerName}. It asks for no password.</p>
<form method="post">
${choices.join('\n')}
<button name="cancel" value="yes">Cancel</button>
</form>
</main>
</body>
</html>`;
}
