import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { accountsOf } from '../../src/embedded/calendars/calendar-accounts.js';
import { type Calendars, startCalendars } from '../../src/embedded/calendars/start-calendars.js';
import { type Providers, startProviders } from '../../src/embedded/providers/start-providers.js';
import { enrol, PASSWORD, type Person, person, personWithPassword, sql, totp } from '../auth/people.js';
import { providerEnv } from '../auth/visit-provider.js';
import { PHONE, Site, type Visitor } from '../support/browser.js';
import { codeIn } from '../support/desk.js';

const NEW = 'amber canoe by moonlight';

let site: Site;
let providers: Providers;
let calendars: Calendars;
let host: string;
beforeAll(async () => {
  site = await Site.open(async (origin) => {
    const callback = (name: string) => `${origin}/api/v1/${name}/callback`;
    providers = await startProviders({
      redirectUris: {
        google: [callback('auth/google'), callback('me/calendars/google')],
        microsoft: [callback('auth/microsoft'), callback('me/calendars/outlook')],
      },
      accounts: [],
    });
    host = new URL(providers.google.issuer).origin;
    calendars = await startCalendars({
      accounts: { google: accountsOf(providers.google), outlook: accountsOf(providers.microsoft) },
    });
    return {
      ...providerEnv(providers),
      GOOGLE_CALENDAR_API: calendars.googleCalendarApi,
      MICROSOFT_GRAPH_API: calendars.graphApi,
    };
  });
});
afterEach(() => site.leave());
afterAll(async () => {
  await site.close();
  await calendars.stop();
  await providers.stop();
});

async function signsInByPassword(visitor: Visitor, email: string, password = PASSWORD): Promise<void> {
  await visitor.sees('Sign in');
  if (!(await visitor.field('Password').isVisible())) await visitor.activates('Use a password instead');
  await visitor.fills('Email', email);
  await visitor.fills('Password', password);
  await visitor.press('Enter');
}

async function signsOut(visitor: Visitor): Promise<void> {
  await visitor.picks(/account menu/, 'Sign out');
  await visitor.sees('Sign in');
}

describe.each(['google', 'microsoft'] as const)('sign-in with %s, at a real OpenID provider', (name) => {
  const label = name === 'google' ? 'Google' : 'Microsoft';
  let ada: Person;
  let visitor: Visitor;
  beforeEach(async () => {
    ada = await person(site.desk);
    providers[name].setAccount({ id: ada.id, name: 'Ada Admin', email: ada.email });
    visitor = await site.visitor();
    visitor.visits(host);
    visitor.expects(404, '/favicon.ico');
  });
  const setsOut = () => visitor.activates(visitor.link(`Continue with ${label}`));
  const chooses = (what: string) => visitor.activates(visitor.page.getByRole('button', { name: what }));

  test('a no is explained, a yes leads to the page that was asked for, and the way is offered first next time', async () => {
    await visitor.go('/account/security');
    await visitor.sees('Sign in');
    await setsOut();
    await chooses('Cancel');
    await visitor.reads('The sign-in was cancelled at the provider.');
    await setsOut();
    await chooses(ada.email);
    await visitor.sees('Security');
    expect(new URL(visitor.page.url()).pathname).toBe('/account/security');
    await visitor.reads(new RegExp(`${label} · 127.0.0.1`));
    await signsOut(visitor);
    const first = visitor.page.getByRole('link', { name: /^Continue with/ }).first();
    expect(await first.textContent()).toBe(`Continue with ${label}`);
    await visitor.reads('Last used');
  });

  test('the second factor is asked, and the page that was asked for is not forgotten', async () => {
    const factor = await enrol(site.desk, ada.agent);
    await visitor.go('/account/security');
    await visitor.sees('Sign in');
    await setsOut();
    await chooses(ada.email);
    await visitor.sees('Two-factor code');
    expect(visitor.page.url()).not.toContain('mfaToken');
    visitor.expects(401, '/auth/mfa');
    // Six digits at once, as pasted, are sent by themselves; typed ones wait for Enter.
    await visitor.reaches(visitor.field('Code'));
    await visitor.page.keyboard.insertText('000000');
    await visitor.reads('This code does not work.');
    await visitor.fills('Code', factor.next());
    await visitor.press('Enter');
    await visitor.sees('Security');
  });

  test('a stranger’s account makes none here', async () => {
    providers[name].setAccount({ id: `${ada.id}-x`, name: 'Eve', email: `eve@${ada.email.split('@')[1]}` });
    await visitor.go('/sign-in');
    await setsOut();
    await chooses(`eve@${ada.email.split('@')[1]}`);
    await visitor.reads('No account belongs to that address.');
  });
});

// Here, as it goes over the same stand-ins.
test.each(['google', 'outlook'] as const)('%s’s calendar is connected, and disconnected', async (provider) => {
  const ada = await person(site.desk);
  const [standIn, name] = {
    google: [providers.google, 'Google Calendar'] as const,
    outlook: [providers.microsoft, 'Outlook Calendar'] as const,
  }[provider];
  standIn.setAccount({ id: ada.id, name: 'Ada Admin', email: ada.email });
  const visitor = await site.visitor({ as: ada.agent });
  visitor.visits(host);
  visitor.expects(404, '/favicon.ico');
  await visitor.go('/account/calendars');
  await visitor.activates(visitor.link(`Connect ${name}`));
  await visitor.activates(visitor.page.getByRole('button', { name: ada.email }));
  await visitor.reads(`${name} is connected.`);
  const section = visitor.page.locator('section').filter({ has: visitor.page.getByRole('heading', { name }) });
  await section.getByText(ada.email).waitFor();
  await visitor.activates('Disconnect');
  await visitor.activates(visitor.page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }));
  await visitor.reads(`${name} is disconnected.`);
  // Where the button stood, the way back in has the focus.
  await visitor.isAt(visitor.link(`Connect ${name}`));
});

test.each([
  ['account_not_found', 'No account belongs to that address.'],
  ['email_unverified', 'The provider does not vouch for that address'],
  ['account_deactivated', 'Your account is deactivated.'],
  ['org_suspended', 'Your organization is suspended.'],
  ['provider_denied', 'The sign-in was cancelled at the provider.'],
  ['provider_error', 'The provider did not complete the sign-in.'],
])('the page for %s says what happened, and every way in is still there', async (code, words) => {
  const visitor = await site.visitor();
  await visitor.go(`/sign-in?error=${code}`);
  await visitor.sees('Sign in');
  expect(await visitor.page.getByRole('alert').textContent()).toContain(words);
  expect(await visitor.button('Email me a magic link').isVisible()).toBe(true);
});

test('the code of the mail is typed where it was asked for; the link works by one click elsewhere, and once', async () => {
  const ada = await person(site.desk);
  const visitor = await site.visitor();
  await visitor.go('/sign-in');
  await visitor.fills('Email', ada.email);
  await visitor.activates('Email me a magic link');
  await visitor.sees('Check your mail');
  visitor.expects(401, '/auth/code');
  await visitor.fills('Code from the mail', 'AAAAAAAA');
  await visitor.reads('This code does not work.');
  const link = await site.mailedLink(ada.email, 'type this code');
  const mail = await site.desk.mailTo(ada.email, 'type this code');

  const elsewhere = await site.visitor();
  await elsewhere.go(link);
  await elsewhere.sees(/^Hello, /);
  await visitor.fills('Code from the mail', codeIn(mail.text).toLowerCase());
  await visitor.sees('Tickets');

  elsewhere.expects(410, '/auth/link');
  await elsewhere.activates('Sign in to Acme IT');
  await elsewhere.sees('This link was used already');
});

test('somebody who is signed in is asked before a link signs in another person', async () => {
  const [ada, bob] = [await person(site.desk), await person(site.desk)];
  const visitor = await site.visitor({ as: ada.agent });
  await bob.agent.call('POST', '/api/v1/auth/magic-link', { email: bob.email });
  const asked: string[] = [];
  visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await visitor.go(await site.mailedLink(bob.email, 'type this code'));
  await visitor.sees(/^Signed in as/);
  await visitor.activates(/^Switch to/);
  await visitor.sees('Tickets');
  await visitor.go('/account');
  await visitor.sees('My Account');
  expect(await visitor.field('Email').inputValue()).toBe(bob.email);
  // Inspected once: after it was used, the link would only answer that it is dead.
  expect(asked.filter((path) => path.endsWith('/auth/link/inspect'))).toHaveLength(1);
});

test('a password: set with a meter, refused when common, used, changed; other devices are signed out', async () => {
  const ada = await person(site.desk);
  const visitor = await site.visitor({ as: ada.agent });
  const sets = async (password: string) => {
    await visitor.fills('New password', password);
    await visitor.fills('New password again', password);
  };
  await visitor.go('/account/security');
  await visitor.sees('Security');
  await sets('1234567');
  await visitor.reads('Too short');
  visitor.expects(422, '/me/password');
  await sets('password1');
  await visitor.activates('Set password');
  await visitor.reads('among the first that are guessed');
  await sets(PASSWORD);
  await visitor.reads('Strong.');
  await visitor.activates('Set password');
  await visitor.reads('Password set.');

  const phone = await site.visitor({ viewport: PHONE });
  phone.expects(401, '/auth/password');
  phone.expects(401, '/me');
  await phone.go('/sign-in');
  await signsInByPassword(phone, ada.email, 'wrong');
  await phone.reads('The email address or the password is not right.');
  await signsInByPassword(phone, ada.email);
  await phone.sees('Tickets');

  await visitor.fills('Current password', PASSWORD);
  await sets(NEW);
  await visitor.activates('Change password');
  await visitor.reads('Password changed. Other sessions ended.');
  await phone.page.reload();
  await phone.sees('Sign in');
});

test('two-factor: on, backup codes kept, new ones, off', async () => {
  const ada = await personWithPassword(site.desk);
  const visitor = await site.visitor({ as: ada.agent });
  await visitor.go('/account/security');
  await visitor.sees('Security');
  await visitor.activates('Turn on');
  await visitor.page.getByAltText('QR code for an authenticator app').waitFor();
  await visitor.reads('Enter the key by hand instead');
  await visitor.activates(visitor.page.getByText('Enter the key by hand instead'));
  const secret = ((await visitor.page.locator('details code').textContent()) ?? '').replaceAll(' ', '');
  const dialog = visitor.page.getByRole('dialog');
  visitor.expects(403, '/me/mfa/confirm');
  await visitor.fills('Code', '000000');
  await visitor.activates(dialog.getByRole('button', { name: 'Turn on' }));
  await visitor.reads('This code does not work.');
  await visitor.fills('Code', totp(site.desk, secret));
  await visitor.activates(dialog.getByRole('button', { name: 'Turn on' }));

  const kept = async () => {
    await visitor.sees('Your backup codes');
    const codes = await dialog.locator('li').allTextContents();
    const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.activates('Download')]);
    expect(download.suggestedFilename()).toBe('muster-backup-codes.txt');
    // They are shown this once, so the dialog stays until they are kept.
    await visitor.press('Escape');
    await visitor.ticks(dialog.getByLabel('I have kept these codes'));
    await visitor.activates('Done');
    expect(new Set(codes).size).toBe(10);
    return codes;
  };
  const old = await kept();
  await visitor.reads('10 backup codes left.');

  await visitor.activates('New backup codes');
  await visitor.fills('Code', totp(site.desk, secret, 1));
  await visitor.activates('Make new codes');
  const codes = await kept();

  visitor.expects(403, '/me/mfa');
  await visitor.activates('Turn off');
  await visitor.fills('Code', old[0] ?? '');
  await visitor.activates(dialog.getByRole('button', { name: 'Turn off' }));
  await visitor.reads('This code does not work.');
  await visitor.fills('Code', codes[0] ?? '');
  await visitor.activates(dialog.getByRole('button', { name: 'Turn off' }));
  await visitor.reads('Two-factor authentication is off.');
});

test('sessions: the other device is named, and ended', async () => {
  const ada = await personWithPassword(site.desk);
  const other = await site.visitor();
  other.expects(401, '/me');
  await other.go('/sign-in');
  await signsInByPassword(other, ada.email);
  await other.sees('Tickets');
  const visitor = await site.visitor({ as: ada.agent });
  await visitor.go('/account/security');
  await visitor.reads('this device');
  await visitor.activates(/^End session: Chrome on/);
  await visitor.reads(/^Session ended: Chrome on/);
  await other.page.reload();
  await other.sees('Sign in');
});

test('a password that was set for one use leads to Security first, then to the page that was asked for', async () => {
  const ada = await personWithPassword(site.desk);
  await sql(site.desk, ada.orgId, 'update users set must_change_password = true where id = ?', [ada.id]);
  const visitor = await site.visitor();
  await visitor.go('/users');
  await signsInByPassword(visitor, ada.email);
  await visitor.sees('Security');
  await visitor.reads('An admin set your password.');
  await visitor.fills('Current password', PASSWORD);
  await visitor.fills('New password', NEW);
  await visitor.fills('New password again', NEW);
  await visitor.activates('Change password');
  await visitor.sees('Users');
});

test.each(['light', 'dark'] as const)('on a phone, %s: nothing is cut off, and axe finds nothing', async (theme) => {
  const ada = await personWithPassword(site.desk);
  await enrol(site.desk, ada.agent);
  const visitor = await site.visitor({ viewport: PHONE, theme });
  const found: Record<string, unknown> = {};
  const looks = async (name: string) => {
    found[name] = [await visitor.overflow(), await visitor.violations()];
  };
  await visitor.go('/sign-in?error=email_unverified');
  await visitor.sees('Sign in');
  await looks('sign-in');
  await visitor.go('/sign-up');
  await visitor.sees('Create an organization');
  await looks('sign-up');
  await visitor.go('/link');
  await visitor.sees('This page needs the link from your mail');
  await looks('link');
  await visitor.go('/sign-in');
  await signsInByPassword(visitor, ada.email);
  await visitor.sees('Two-factor code');
  await looks('mfa');
  const signedIn = await site.visitor({ viewport: PHONE, theme, as: ada.agent });
  await signedIn.go('/account/security');
  await signedIn.reads('this device');
  found['security'] = [await signedIn.overflow(), await signedIn.violations()];
  await signedIn.activates('Turn off');
  await signedIn.field('Code').waitFor();
  found['turn off'] = [await signedIn.overflow(), await signedIn.violations()];
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, [0, []]])));
});
