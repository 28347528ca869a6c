import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { SystemOrg } from '../shared/access/system-org.js';
import { AccessGuard } from './access.guard.js';
import { AuthController } from './auth.controller.js';
import { LinksService } from './links/links.service.js';
import { LiveSessions } from './sessions/live-sessions.js';
import { SessionEnd } from './sessions/session-end.js';
import { SessionTokens } from './sessions/session-tokens.js';
import { SignInCompletion } from './sign-in/sign-in-completion.js';

@Module({
  imports: [JwtModule.register({})],
  controllers: [AuthController],
  providers: [SystemOrg, AccessGuard, LinksService, LiveSessions, SessionEnd, SessionTokens, SignInCompletion],
  exports: [AccessGuard, SystemOrg],
})
export class AuthModule {}
