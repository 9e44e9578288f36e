// What an operator asks: is it alive, is it ready, what is it.
import { Type } from 'typebox';
import { statement } from './db.ts';
import type { App } from './http.ts';
import type { House, Module } from './module.ts';
import { problems } from './schemas.ts';

const ping = statement<{ ok: boolean }>('SELECT true AS ok');

/** /healthz (the process), /readyz (the database too), /api/house. */
export function operationsRoutes(app: App, house: House, modules: readonly Module[]): void {
  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'alive' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    await house.db.one(ping);
    return { status: 'ready', position: house.log.head };
  });
  app.get(
    '/api/house',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getHouse',
        tags: ['house'],
        summary: 'The installation: version, epoch of the log, modules on and off',
        response: {
          200: Type.Object({
            name: Type.String(),
            version: Type.String(),
            epoch: Type.Integer(),
            timeZone: Type.String(),
            currency: Type.String(),
            modules: Type.Array(
              Type.Object({
                name: Type.String(),
                ja: Type.String(),
                en: Type.String(),
                isOn: Type.Boolean(),
                canBeOff: Type.Boolean(),
              }),
            ),
          }),
          ...problems,
        },
      },
    },
    () => ({
      name: 'Engawa',
      version: releaseVersion,
      epoch: house.log.epoch,
      timeZone: house.config.timeZone,
      currency: house.config.currency,
      modules: modules.map(({ name, title, canBeOff }) => ({
        name,
        ...title,
        canBeOff,
        isOn: house.modulesOn.has(name),
      })),
    }),
  );
}

export const releaseVersion = '0.1.0';
