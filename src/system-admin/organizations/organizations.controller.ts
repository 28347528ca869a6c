import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { OrgDirectory } from './org-directory.js';
import { ChangePlan, CreateOrg, OrgsQuery, SuspendOrg, SystemOrgPage, SystemOrgView } from './organizations.dto.js';
import { Organizations } from './organizations.js';

@ApiTags('System admin')
@Controller('system-admin/orgs')
export class OrganizationsController {
  constructor(
    private readonly directory: OrgDirectory,
    private readonly organizations: Organizations,
  ) {}

  @Access('system_admin')
  @Get()
  @ApiOkResponse({ type: SystemOrgPage })
  listOrgs(@Query() query: OrgsQuery): Promise<SystemOrgPage> {
    return this.directory.list(query);
  }

  @Access('system_admin')
  @Post()
  @ApiCreatedResponse({ type: SystemOrgView })
  async createOrg(@CurrentActor() actor: Actor, @Body() body: CreateOrg): Promise<SystemOrgView> {
    return this.directory.one(await this.organizations.create(actor, body));
  }

  @Access('system_admin')
  @Get(':id')
  @ApiOkResponse({ type: SystemOrgView })
  showOrg(@Param('id', IdPipe) id: OrgId): Promise<SystemOrgView> {
    return this.directory.one(id);
  }

  @Access('system_admin')
  @Patch(':id')
  @ApiOkResponse({ type: SystemOrgView })
  async changePlan(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: OrgId,
    @Body() { plan }: ChangePlan,
  ): Promise<SystemOrgView> {
    await this.organizations.changePlan(actor, id, plan);
    return this.directory.one(id);
  }

  @Access('system_admin')
  @Post(':id/suspend')
  @HttpCode(200)
  @ApiOkResponse({ type: SystemOrgView })
  async suspendOrg(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: OrgId,
    @Body() { reason }: SuspendOrg,
  ): Promise<SystemOrgView> {
    await this.organizations.suspend(actor, id, reason || null);
    return this.directory.one(id);
  }

  @Access('system_admin')
  @Post(':id/reactivate')
  @HttpCode(200)
  @ApiOkResponse({ type: SystemOrgView })
  async reactivateOrg(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: OrgId): Promise<SystemOrgView> {
    await this.organizations.reactivate(actor, id);
    return this.directory.one(id);
  }
}
