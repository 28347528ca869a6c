import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { SystemOrg } from '../shared/access/system-org.js';
import { UsersModule } from '../users/index.js';
import { AccessGuard } from './access.guard.js';
import { AuthController } from './auth.controller.js';
import { LinkRequestsController } from './link-requests.controller.js';
import { LinkRequests } from './links/link-requests.service.js';
import { LinksService } from './links/links.service.js';
import { MyAccountController } from './my-account.controller.js';
import { ChallengeController } from './second-factor/challenge.controller.js';
import { ChallengeNotices } from './second-factor/challenge-notices.js';
import { Challenges } from './second-factor/challenges.js';
import { OwnSecondFactorController } from './second-factor/own-second-factor.controller.js';
import { OwnSecondFactor } from './second-factor/own-second-factor.service.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { LiveSessions } from './sessions/live-sessions.js';
import { OwnSessionsController } from './sessions/own-sessions.controller.js';
import { OwnSessions } from './sessions/own-sessions.service.js';
import { RequestSession } from './sessions/request-session.js';
import { SessionEnd } from './sessions/session-end.js';
import { SessionTokens } from './sessions/session-tokens.js';
import { FailedSignIns } from './sign-in/failed-sign-ins.js';
import { OidcFlows } from './sign-in/oidc/oidc-flow.js';
import { OidcProviders } from './sign-in/oidc/oidc-providers.js';
import { ProviderAccounts } from './sign-in/oidc/provider-accounts.js';
import { ProviderSignIn } from './sign-in/oidc/provider-sign-in.js';
import { ProvidersController } from './sign-in/oidc/providers.controller.js';
import { WebRedirects } from './sign-in/oidc/web-redirects.js';
import { OwnPassword } from './sign-in/password/own-password.service.js';
import { PasswordController } from './sign-in/password/password.controller.js';
import { PasswordSignIn } from './sign-in/password/password-sign-in.js';
import { SignInHoldings } from './sign-in-holdings.js';
import { SignInCompletion } from './sign-in/sign-in-completion.js';
import { SignInReply } from './sign-in/sign-in-reply.js';
import { SignUps } from './sign-up/sign-up.service.js';
import { MailedCodes } from './step-up/mailed-codes.js';
import { RecentSignIn } from './step-up/recent-sign-in.js';
import { StepUpController } from './step-up/step-up.controller.js';
import { StepUp } from './step-up/step-up.service.js';
import { KnownDevices } from './throttle/known-devices.js';
import { SignInThrottle } from './throttle/sign-in-throttle.js';
import { Throttle } from './throttle/throttle.js';

const signIn = [
  FailedSignIns,
  LinkRequests,
  LinksService,
  OwnPassword,
  PasswordSignIn,
  SignInCompletion,
  SignInHoldings,
  SignInReply,
  SignUps,
];
const providers = [OidcFlows, OidcProviders, ProviderAccounts, ProviderSignIn, WebRedirects];
const secondFactor = [ChallengeNotices, Challenges, OwnSecondFactor, SecondFactors];
const sessions = [
  LiveSessions,
  MailedCodes,
  OwnSessions,
  RecentSignIn,
  RequestSession,
  SessionEnd,
  SessionTokens,
  StepUp,
];
const throttle = [KnownDevices, SignInThrottle, Throttle];

@Module({
  imports: [JwtModule.register({}), UsersModule],
  controllers: [
    AuthController,
    ChallengeController,
    LinkRequestsController,
    MyAccountController,
    OwnSecondFactorController,
    OwnSessionsController,
    PasswordController,
    ProvidersController,
    StepUpController,
  ],
  providers: [SystemOrg, AccessGuard, ...signIn, ...providers, ...secondFactor, ...sessions, ...throttle],
  exports: [AccessGuard, RecentSignIn, SecondFactors, SystemOrg, Throttle],
})
export class AuthModule {}
