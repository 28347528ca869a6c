import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import { PageQuery } from '../../shared/http/page.js';
import { CommentBody, CommentPage, CommentView } from './comments.dto.js';
import { CommentsService } from './comments.service.js';

@ApiTags('Tickets')
@Controller('tickets/:id/comments')
export class CommentsController {
  constructor(private readonly comments: CommentsService) {}

  @Access('comments:read')
  @Get()
  @ApiOkResponse({ type: CommentPage })
  listComments(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<CommentPage> {
    return this.comments.list(actor.orgId, id, query);
  }

  @Access('comments:read')
  @Get(':commentId')
  @ApiOkResponse({ type: CommentView })
  getComment(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('commentId', IdPipe) commentId: string,
  ): Promise<CommentView> {
    return this.comments.one(actor.orgId, id, commentId);
  }

  @Access('comments:create')
  @Post()
  @ApiCreatedResponse({ type: CommentView })
  createComment(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { body }: CommentBody,
  ): Promise<CommentView> {
    return this.comments.create(actor, id, body);
  }

  @Access('comments:edit')
  @Patch(':commentId')
  @ApiOkResponse({ type: CommentView })
  updateComment(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('commentId', IdPipe) commentId: string,
    @Body() { body }: CommentBody,
  ): Promise<CommentView> {
    return this.comments.update(actor, id, commentId, body);
  }

  @Access('comments:delete')
  @Delete(':commentId')
  @HttpCode(204)
  @ApiNoContentResponse()
  deleteComment(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('commentId', IdPipe) commentId: string,
  ): Promise<void> {
    return this.comments.delete(actor, id, commentId);
  }
}
