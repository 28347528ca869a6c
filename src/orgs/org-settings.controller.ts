import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../shared/access/actor.js';
import { OrgSettings, UpdateOrgSettings } from './org-settings.dto.js';
import { OrgSettingsService } from './org-settings.service.js';

@ApiTags('Organization')
@Controller('org')
export class OrgSettingsController {
  constructor(private readonly settings: OrgSettingsService) {}

  @Access('org:read')
  @Get()
  @ApiOkResponse({ type: OrgSettings })
  getOrg(@CurrentActor() actor: Actor): Promise<OrgSettings> {
    return this.settings.get(actor.orgId);
  }

  @Access('org:edit')
  @Patch()
  @ApiOkResponse({ type: OrgSettings })
  updateOrg(@CurrentActor() actor: Actor, @Body() body: UpdateOrgSettings): Promise<OrgSettings> {
    return this.settings.update(actor, body);
  }
}
