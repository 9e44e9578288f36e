// Drawers and their reports.
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems, Text } from '#kernel/schemas';
import { reportDrawer, tellDrawer } from './report.ts';
import { Drawer, DrawerReport } from './schemas.ts';
import { listDrawers } from './store.ts';

const tags = ['tills'];

export function drawerRoutes(app: App, { db }: House): void {
  app.get(
    '/api/tills/drawers',
    {
      config: { access: 'tills.read' },
      schema: {
        operationId: 'listDrawers',
        tags,
        summary: 'Drawers of a place, newest first',
        querystring: Type.Object({ placeId: Id('place'), till: Type.Optional(Text(100)) }),
        response: { 200: Type.Object({ drawers: Type.Array(Drawer) }), ...problems },
      },
    },
    (request) => {
      const { placeId, till = null } = request.query;
      return read(db, request, async (tx) => ({
        drawers: (await listDrawers(tx, parseId('place', placeId), till, 60)).map(tellDrawer),
      }));
    },
  );

  app.get(
    '/api/tills/drawers/:drawerId/report',
    {
      config: { access: 'tills.read' },
      schema: {
        operationId: 'getDrawerReport',
        tags,
        summary: 'X report of an open drawer, Z report of a closed one; summed from the orders',
        params: Type.Object({ drawerId: Id('drawer') }),
        response: { 200: DrawerReport, ...problems },
      },
    },
    (request) => {
      const id = parseId('drawer', request.params.drawerId);
      return read(db, request, (tx) => reportDrawer(tx, id));
    },
  );
}
