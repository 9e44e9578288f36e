import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import { TaskList } from '../picking/schemas.ts';
import { listTasks } from './list-tasks.ts';

export function taskRoutes(app: App, { db }: House): void {
  app.get(
    '/api/orders/tasks',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listTasks',
        tags: ['orders'],
        summary: 'The work of the day at a place as one list',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: TaskList, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        tasks: await listTasks(tx, parseId('place', request.query.placeId)),
      })),
  );
}
