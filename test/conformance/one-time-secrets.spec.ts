import { afterAll, beforeAll, describe } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../src/shared/time/clock.js';
import {
  enrol,
  linkFor,
  mailedToken,
  PASSWORD,
  type Person,
  person,
  personWithPassword,
  signIn,
} from '../auth/people.js';
import { API } from '../desk/shop.js';
import { type Agent, codeIn, Desk, tokenIn } from '../support/desk.js';
import { behavesAsOneTimeSecret, type Issued } from './one-time-secret.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const redeem = (token: string) => desk.agent().call('POST', `${API}/auth/link`, { token });

/** Whoever holds a link is whom it is for, in any browser: from elsewhere it can only be forged, with another's proof. */
function link(secret: string, other: () => Promise<string>, replace?: () => Promise<unknown>): Issued {
  return {
    secret,
    use: (token = secret) => redeem(token),
    elsewhere: async () => redeem(secret.slice(0, 22) + (await other()).slice(22)),
    ...(replace && { replace }),
  };
}

const LINK = { desk: () => desk, works: '200', used: '410 link_used', unknown: '404 link_unknown', atOnce: 50 };
const EXPIRING = { ...LINK, expired: '410 link_expired' };

/** Asks for a mail; what the one that answers this request carries, not an older one. */
async function mailed(
  email: string,
  words: string,
  ask: () => Promise<unknown>,
): Promise<{ token: string; code: string }> {
  const before = desk.mails.length;
  await ask();
  const { text = '' } = await desk.mailTo(email, words, before);
  return { token: tokenIn(text), code: codeIn(text).replace('-', '') };
}

const askForLink = (email: string, browser: Agent) =>
  mailed(email, 'type this code', () => browser.call('POST', `${API}/auth/magic-link`, { email }));

describe('a magic link', () => {
  behavesAsOneTimeSecret({
    ...EXPIRING,
    replaced: '410 link_replaced',
    lifetime: 30 * MINUTE,
    margin: MINUTE,
    async issue() {
      const mine = async ({ email }: Person) => (await askForLink(email, desk.agent())).token;
      const ada = await person(desk);
      const newer = async () => redeem(await mine(ada));
      return link(await mine(ada), async () => mine(await person(desk)), newer);
    },
  });
});

describe('an invite', () => {
  const invited = async ({ agent }: Person) => {
    const email = `tom${++people}@one.example`;
    const { body } = await agent.call('POST', `${API}/users`, { name: 'Tom', email, role: 'technician' });
    return { id: String(body.id), token: await mailedToken(desk, email) };
  };
  let people = 0;
  behavesAsOneTimeSecret({
    ...EXPIRING,
    replaced: '410 link_replaced',
    lifetime: 7 * DAY,
    margin: HOUR,
    async issue() {
      const ada = await person(desk);
      const { id, token } = await invited(ada);
      const again = () => ada.agent.call('POST', `${API}/users/${id}/sign-in-link`);
      return link(token, async () => (await invited(await person(desk))).token, again);
    },
  });
});

describe('a link that an admin sent', () => {
  behavesAsOneTimeSecret({
    ...EXPIRING,
    replaced: '410 link_replaced',
    lifetime: DAY,
    margin: HOUR,
    async issue() {
      const ada = await person(desk);
      const send = (someone: Person) => linkFor(desk, someone, 'admin_link');
      return link(
        await send(ada),
        async () => send(await person(desk)),
        () => send(ada),
      );
    },
  });
});

describe('a sign-up’s link', () => {
  let signUps = 0;
  const asked = async () => {
    const email = `nora${++signUps}@new.example`;
    await desk.agent().call('POST', `${API}/auth/sign-up`, { orgName: 'Nora IT', name: 'Nora', email });
    return mailedToken(desk, email);
  };
  behavesAsOneTimeSecret({
    ...EXPIRING,
    lifetime: 24 * HOUR,
    margin: HOUR,
    issue: async () => link(await asked(), asked),
  });
});

describe('the code beside a magic link', () => {
  const refused = '401 code_invalid';
  behavesAsOneTimeSecret({
    desk: () => desk,
    ...{ works: '200', used: refused, unknown: refused, replaced: refused, expired: refused },
    lifetime: 10 * MINUTE,
    margin: MINUTE,
    async issue() {
      const { agent: own, email } = await person(desk);
      const [browser, another] = [desk.agent(), desk.agent()];
      const { code } = await askForLink(email, browser);
      const type = (agent: Agent, typed: string) => agent.call('POST', `${API}/auth/code`, { code: typed });
      return {
        secret: code,
        use: (typed = code) => type(browser, typed),
        async elsewhere() {
          await askForLink((await person(desk)).email, another);
          return type(another, code);
        },
        // Nothing takes a code's place but what ends every way in.
        replace: () => own.call('PUT', `${API}/me/password`, { newPassword: PASSWORD }),
      };
    },
  });
});

describe('a backup code', () => {
  const refused = '401 mfa_invalid';
  behavesAsOneTimeSecret({
    desk: () => desk,
    ...{ works: '200', used: refused, unknown: refused, replaced: refused },
    async issue() {
      const someone = async () => {
        const { agent, email } = await personWithPassword(desk);
        return { agent, email, factor: await enrol(desk, agent) };
      };
      const ada = await someone();
      const [secret = ''] = ada.factor.backupCodes;
      /** Each use is a sign-in of its own. */
      const answer = async (email: string, code: string) => {
        const { mfaToken } = (await signIn(desk, email)).body;
        return desk.agent().call('POST', `${API}/auth/mfa`, { mfaToken, code });
      };
      return {
        secret,
        use: (code = secret) => answer(ada.email, code),
        elsewhere: async () => answer((await someone()).email, secret),
        replace: () => ada.agent.call('POST', `${API}/me/mfa/backup-codes`, { code: ada.factor.next() }),
      };
    },
  });
});

describe('the code of a mail that confirms a session', () => {
  const refused = '403 mfa_invalid';
  behavesAsOneTimeSecret({
    desk: () => desk,
    ...{ works: '204', used: refused, unknown: refused, replaced: refused, expired: refused },
    lifetime: 10 * MINUTE,
    margin: MINUTE,
    async issue() {
      const ada = await person(desk);
      const ask = async ({ agent, email }: Person) => {
        const answer = () => agent.call('POST', `${API}/auth/confirm/mail`);
        return (await mailed(email, 'Your confirmation code', answer)).code;
      };
      const confirm = ({ agent }: Person, code: string) => agent.call('POST', `${API}/auth/confirm`, { code });
      const code = await ask(ada);
      return {
        secret: code,
        use: (typed = code) => confirm(ada, typed),
        elsewhere: async () => confirm(await person(desk), code),
        replace: () => ask(ada),
      };
    },
  });
});
