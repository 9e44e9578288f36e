// Prometheus metrics of one process.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from './db.ts';
import type { App } from './http.ts';
import type { Log } from './log.ts';
import { openStreams } from './realtime.ts';

/** Counts requests of the app and answers GET /metrics. */
export function measure(app: App, db: Database, log: Log): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'engawa_http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'engawa_http_5xx_total',
    help: 'Answers that were our fault.',
    registers: [registry],
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('engawa_log_position', 'Head of the log as this process has read it.', () => log.head);
  gauge('engawa_log_streams', 'Live screens held open.', openStreams);
  gauge('engawa_db_connections', 'Connections of the pool.', () => db.pool.totalCount);
  gauge('engawa_db_waiting', 'Requests waiting for a connection.', () => db.pool.waitingCount);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { statusCode } = reply;
    requests.observe(
      { method: request.method, route, status: String(statusCode) },
      reply.elapsedTime / 1000,
    );
    if (statusCode >= 500) {
      refusals.inc();
    }
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
