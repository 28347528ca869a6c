import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Outbox } from '../events/outbox.js';
import { OutboxRelay } from '../events/outbox-relay.js';
import { JobOutcomes } from './job-outcomes.js';
import { JobQueues } from './job-queues.js';
import { RedisConnections } from './redis.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [RedisConnections, JobOutcomes, JobQueues, Outbox, OutboxRelay],
  exports: [RedisConnections, JobQueues, Outbox, OutboxRelay],
})
export class QueueModule {}
