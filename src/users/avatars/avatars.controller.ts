import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import type { UserId } from '../../shared/ids/ids.js';
import { AvatarsService } from './avatars.service.js';

@ApiTags('Users')
@Controller('users/:id/avatar')
export class AvatarsController {
  constructor(private readonly avatars: AvatarsService) {}

  @Access('signed_in')
  @Get(':file')
  @ApiProduces('image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async getAvatar(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: UserId,
    @Param('file') file: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const bytes = await this.avatars.read(actor, id, file);
    void reply
      // The name changes with the picture. Private: the next person at a shared proxy may be of another organization.
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('content-disposition', 'inline');
    return new StreamableFile(bytes, { type: 'image/webp', length: bytes.length });
  }
}
