import { Injectable, Logger } from '@nestjs/common';
import { Org } from '../../../orgs/index.js';
import { Config } from '../../../shared/config/config.js';
import { Problem } from '../../../shared/errors/problem.js';
import { TenantDb } from '../../../shared/tenancy/tenant-db.js';
import { Clock } from '../../../shared/time/clock.js';
import { User } from '../../../users/index.js';
import { FailedSignIns } from '../failed-sign-ins.js';
import { SignInCompletion, type SignInOutcome } from '../sign-in-completion.js';
import { refuseUnwelcome } from '../standing.js';
import type { Visit } from '../visit.js';
import { type ProviderIdentity, readIdentity } from './identity.js';
import { flowMark, type OidcFlow } from './oidc-flow.js';
import { OidcError, type OidcProvider } from './oidc-provider.js';
import { type AccountOfProvider, ProviderAccounts } from './provider-accounts.js';

/** Why a sign-in at a provider did not work, as the sign-in page explains it (`/sign-in?error=`). */
export type ProviderFailure =
  | 'account_not_found'
  | 'email_unverified'
  | 'account_deactivated'
  | 'org_suspended'
  | 'provider_denied'
  | 'provider_error';

const SHUT_OUT = ['account_deactivated', 'org_suspended'] as const satisfies ProviderFailure[];

/** Turns what a provider sent back into a sign-in. */
@Injectable()
export class ProviderSignIn {
  private readonly logger = new Logger(ProviderSignIn.name);

  constructor(
    private readonly db: TenantDb,
    private readonly accounts: ProviderAccounts,
    private readonly completion: SignInCompletion,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly failures: FailedSignIns,
  ) {}

  /** `query` is the callback's, as it came. The flow is used up by this, whatever comes of it. */
  async finish(
    provider: OidcProvider,
    flow: OidcFlow,
    query: string,
    visit: Visit,
  ): Promise<SignInOutcome | ProviderFailure> {
    const identity = await this.identify(provider, flow, query);
    if (typeof identity === 'string') return identity;
    const account = await this.accounts.find(identity);
    const outcome = typeof account === 'string' ? account : await this.enter(identity, account, visit);
    if (typeof outcome === 'string') await this.tell(identity, account, outcome, visit);
    return outcome;
  }

  /** The log of whoever is concerned: also of somebody whose address a stranger's account at the provider bears. */
  private async tell(
    identity: ProviderIdentity,
    account: AccountOfProvider | ProviderFailure,
    reason: ProviderFailure,
    { origin }: Visit,
  ): Promise<void> {
    const concerned = typeof account === 'string' ? await this.accounts.named(identity) : account;
    if (concerned) this.failures.note(concerned, origin, { method: identity.provider, reason });
  }

  private async identify(provider: OidcProvider, flow: OidcFlow, query: string) {
    const [used] = await this.db.lookup<{ use_oidc_flow: boolean }>('use_oidc_flow', [
      flowMark(flow),
      this.clock.now(),
      flow.expiresAt,
    ]);
    if (!used?.use_oidc_flow) return 'provider_error';
    try {
      const claims = await provider.redeem(flow, query);
      return readIdentity(provider.name, claims, this.config.microsoftTenants) ?? 'provider_error';
    } catch (error) {
      if (!(error instanceof OidcError)) throw error;
      if (error.kind === 'denied') return 'provider_denied';
      this.logger.warn({ provider: provider.name, reason: error.message }, 'a sign-in at a provider failed');
      return 'provider_error';
    }
  }

  private async enter(
    identity: ProviderIdentity,
    account: AccountOfProvider,
    { origin }: Visit,
  ): Promise<SignInOutcome | ProviderFailure> {
    const entering = this.completion.entering(account.orgId, async (em) => {
      const user = await em.findOneOrFail(User, account.userId);
      const org = await em.findOneOrFail(Org, account.orgId);
      refuseUnwelcome(user, org);
      if (account.isNew && !(await this.accounts.link(em, identity, account, origin, user.name))) {
        return 'account_not_found';
      }
      return this.completion.firstFactor(em, user, identity.provider, origin);
    });
    return entering.catch((error: unknown) => {
      // For a browser on its way: not an answer that it would show, but the page that explains it.
      const refusal = error instanceof Problem ? SHUT_OUT.find((code) => code === error.code) : undefined;
      if (!refusal) throw error;
      return refusal;
    });
  }
}
