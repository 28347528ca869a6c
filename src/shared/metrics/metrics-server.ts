import { createServer, type Server } from 'node:http';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics } from 'prom-client';
import { Config } from '../config/config.js';
import { Metrics } from './metrics.js';

/** `GET /metrics` on a port of its own, which faces the operator's network and never the world. */
@Injectable()
export class MetricsServer implements OnApplicationShutdown {
  private readonly logger = new Logger(MetricsServer.name);
  private server: Server | undefined;

  constructor(
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  /** Does nothing with METRICS_PORT=0. A port that is taken is told, and is no reason to serve nobody. */
  async listen(): Promise<void> {
    const { metricsPort, metricsHost } = this.config;
    if (metricsPort === 0) return;
    collectDefaultMetrics({ register: this.metrics.registry });
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
      this.metrics.registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': this.metrics.registry.contentType }).end(text),
        (error: Error) => {
          this.logger.warn(`metrics were not gathered: ${error.message}`);
          response.writeHead(503).end();
        },
      );
    });
    this.server = server;
    await new Promise<void>((resolve) => {
      server.once('error', (error) => {
        this.logger.warn(`no metrics on port ${metricsPort}: ${error.message}`);
        resolve();
      });
      server.listen(metricsPort, metricsHost, resolve);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server?.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
