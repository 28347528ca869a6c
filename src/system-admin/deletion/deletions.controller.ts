import { Body, Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RecentSignIn } from '../../auth/index.js';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { DeleteOrg, DeletionView } from './deletions.dto.js';
import { Deletions } from './deletions.js';

@ApiTags('System admin')
@Controller('system-admin/orgs/:id')
export class DeletionsController {
  constructor(
    private readonly deletions: Deletions,
    private readonly recent: RecentSignIn,
  ) {}

  @Access('system_admin')
  @Delete()
  @HttpCode(202)
  @ApiAcceptedResponse({ type: DeletionView })
  async deleteOrg(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: OrgId,
    @Body() { confirmSlug }: DeleteOrg,
  ): Promise<DeletionView> {
    await this.recent.require(actor);
    return this.deletions.begin(actor, id, confirmSlug);
  }

  @Access('system_admin')
  @Get('deletion')
  @ApiOkResponse({
    type: DeletionView,
    description: 'What would go; once it was asked for, how far it is, and then the receipt.',
  })
  showDeletion(@Param('id', IdPipe) id: OrgId): Promise<DeletionView> {
    return this.deletions.show(id);
  }
}
