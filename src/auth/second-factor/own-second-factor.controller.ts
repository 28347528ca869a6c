import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { OwnSecondFactor } from './own-second-factor.service.js';
import { BackupCodes, Enrolment, FactorCodeBody } from './second-factor.dto.js';

@ApiTags('My account')
@Controller('me/mfa')
export class OwnSecondFactorController {
  constructor(private readonly service: OwnSecondFactor) {}

  @Access('signed_in')
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: Enrolment })
  enrolSecondFactor(@CurrentActor() actor: Actor): Promise<Enrolment> {
    return this.service.enrol(actor);
  }

  @Access('signed_in')
  @Post('confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: BackupCodes })
  confirmSecondFactor(@CurrentActor() actor: Actor, @Body() { code }: FactorCodeBody): Promise<BackupCodes> {
    return this.service.confirm(actor, code);
  }

  @Access('signed_in')
  @Post('backup-codes')
  @HttpCode(200)
  @ApiOkResponse({ type: BackupCodes })
  renewBackupCodes(@CurrentActor() actor: Actor, @Body() { code }: FactorCodeBody): Promise<BackupCodes> {
    return this.service.renewBackupCodes(actor, code);
  }

  @Access('signed_in')
  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  disableSecondFactor(@CurrentActor() actor: Actor, @Body() { code }: FactorCodeBody): Promise<void> {
    return this.service.disable(actor, code);
  }
}
