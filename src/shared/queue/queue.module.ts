import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Outbox } from '../events/outbox.js';
import { OutboxRelay } from '../events/outbox-relay.js';
import { JobOutcomes } from './job-outcomes.js';
import { JobRemoval } from './job-removal.js';
import { JobQueues } from './job-queues.js';
import { RedisConnections } from './redis.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [RedisConnections, JobOutcomes, JobQueues, JobRemoval, Outbox, OutboxRelay],
  exports: [RedisConnections, JobQueues, JobRemoval, Outbox, OutboxRelay],
})
export class QueueModule {}
