import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import { Backlog } from './backlog.js';
import { JobRetry } from './job-retry.js';
import { FailurePage, FailuresQuery, QueuePage } from './queues.dto.js';

@ApiTags('System admin')
@Controller('system-admin/queues')
export class QueuesController {
  constructor(
    private readonly backlog: Backlog,
    private readonly jobs: JobRetry,
  ) {}

  @Access('system_admin')
  @Get()
  @ApiOkResponse({ type: QueuePage })
  listQueues(): Promise<QueuePage> {
    return this.backlog.list();
  }

  @Access('system_admin')
  @Get('failures')
  @ApiOkResponse({ type: FailurePage, description: 'Jobs that failed and are tried again, and those given up.' })
  listFailures(@Query() query: FailuresQuery): Promise<FailurePage> {
    return this.backlog.failures(query);
  }

  @Access('system_admin')
  @Post('failures/:id/retry')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'An abandoned job is handed to its queue anew, with all of its tries.' })
  async retryJob(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<object> {
    await this.jobs.retry(actor, id);
    return {};
  }
}
