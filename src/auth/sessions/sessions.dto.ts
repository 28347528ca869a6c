import { ApiProperty } from '@nestjs/swagger';
import { SIGN_IN_METHODS, type SignInMethod } from '../../shared/access/sign-in-method.js';
import { pageOf } from '../../shared/http/page.js';

export class SessionView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: [...SIGN_IN_METHODS] })
  method!: SignInMethod;

  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true })
  userAgent!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  lastSeenAt!: string;

  @ApiProperty({ type: Boolean, description: 'The one that asks.' })
  current!: boolean;
}
Object.defineProperty(SessionView, 'name', { value: 'Session' });

export class SessionPage extends pageOf(SessionView) {}
