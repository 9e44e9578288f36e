// Switching modules off and on while the house runs. The wish is a setting of the house and holds from the next
// start: routes, listeners and jobs are put together once, so that nothing half-switched can be met. What
// ENGAWA_MODULES_OFF names is off whatever the wish says.
import { Type } from 'typebox';
import { type Database, statement } from './db.ts';
import { defineRefusals } from './errors.ts';
import { defineEvent } from './events.ts';
import { type App, read, write } from './http.ts';
import type { House, Module } from './module.ts';
import { IdempotencyHeaders, problems, Text } from './schemas.ts';
import { type Tx, transaction } from './transaction.ts';

const settingName = 'modules.off';

const find = statement<{ value: unknown }>(
  `SELECT value FROM kernel.setting WHERE name = '${settingName}'`,
);
const keep = statement<object>(`
  INSERT INTO kernel.setting (name, value, updated_at) VALUES ('${settingName}', $1::jsonb, $2)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`);
const lock = statement<{ locked: string }>(
  `SELECT pg_advisory_xact_lock(hashtextextended('kernel.setting ${settingName}', 0))::text AS locked`,
);

const houseModuleSwitched = defineEvent(
  'house.module_switched',
  1,
  Type.Object({ module: Type.String(), isOn: Type.Boolean() }),
);

const houseRefusals = defineRefusals('house', {
  module_unknown: {
    kind: 'not_found',
    en: 'There is no module "{module}". GET /api/house/modules lists them.',
    ja: '「{module}」というモジュールはありません。一覧は GET /api/house/modules にあります。',
  },
  module_needed: {
    kind: 'conflict',
    en: 'Other parts stand on "{module}", so it stays on. Nothing was changed.',
    ja: '「{module}」は他の部分の土台なので、オフにできません。変更は行われていません。',
  },
  module_held_off: {
    kind: 'conflict',
    en: 'ENGAWA_MODULES_OFF names "{module}", and that word is stronger. Take it out there and start again.',
    ja: 'ENGAWA_MODULES_OFF に「{module}」があるため、画面からはオンにできません。設定から外して起動し直してください。',
  },
});

/** The modules that people have switched off; takes effect when a house opens. */
export async function readModulesSwitchedOff(db: Database): Promise<readonly string[]> {
  return transaction(db, { readOnly: true, actor: 'system' }, (tx) => switchedOff(tx));
}

async function switchedOff(tx: Tx): Promise<readonly string[]> {
  const value = (await tx.maybe(find))?.value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

const ModuleSwitch = Type.Object({
  name: Type.String(),
  title: Type.Object({ ja: Type.String(), en: Type.String() }),
  canBeOff: Type.Boolean(),
  isOn: Type.Boolean({ description: 'Now.' }),
  willBeOn: Type.Boolean({ description: 'From the next start.' }),
  isHeldOff: Type.Boolean({ description: 'By ENGAWA_MODULES_OFF.' }),
});

/** Routes under /api/house/modules. */
export function moduleSwitchRoutes(app: App, house: House, modules: readonly Module[]): void {
  const { db, config, modulesOn } = house;
  const tell = (off: readonly string[]) => (module: Module) => {
    const isHeldOff = config.modulesOff.includes(module.name);
    return {
      name: module.name,
      title: { ...module.title },
      canBeOff: module.canBeOff,
      isOn: modulesOn.has(module.name),
      willBeOn: !module.canBeOff || !(isHeldOff || off.includes(module.name)),
      isHeldOff,
    };
  };

  app.get(
    '/api/house/modules',
    {
      config: { access: 'house.read' },
      schema: {
        operationId: 'listModules',
        tags: ['house'],
        summary: 'The modules: on now, on from the next start',
        response: { 200: Type.Object({ modules: Type.Array(ModuleSwitch) }), ...problems },
      },
    },
    async (request) => {
      const off = await read(db, request, (tx) => switchedOff(tx));
      return { modules: modules.map(tell(off)) };
    },
  );

  app.put(
    '/api/house/modules/:name',
    {
      config: { access: 'house.write' },
      schema: {
        operationId: 'switchModule',
        tags: ['house'],
        summary: 'Switch a module on or off from the next start (owner)',
        params: Type.Object({ name: Text(40) }),
        headers: IdempotencyHeaders,
        body: Type.Object({ isOn: Type.Boolean() }, { additionalProperties: false }),
        response: { 200: ModuleSwitch, ...problems },
      },
    },
    async (request) => {
      const { isOn } = request.body;
      const module = switchable(modules, request.params.name, isOn, config.modulesOff);
      return write(db, request, async (tx) => tell(await switchModule(tx, module, isOn))(module));
    },
  );
}

function switchable(
  modules: readonly Module[],
  name: string,
  isOn: boolean,
  heldOff: readonly string[],
): Module {
  const module = modules.find((each) => each.name === name);
  if (module === undefined) {
    throw houseRefusals.module_unknown({ module: name });
  }
  if (!module.canBeOff && !isOn) {
    throw houseRefusals.module_needed({ module: name });
  }
  if (isOn && heldOff.includes(name)) {
    throw houseRefusals.module_held_off({ module: name });
  }
  return module;
}

/** Keeps the wish and tells it; one that is already so changes nothing. */
async function switchModule(tx: Tx, { name }: Module, isOn: boolean): Promise<readonly string[]> {
  await tx.one(lock);
  const before = await switchedOff(tx);
  if (before.includes(name) === !isOn) {
    return before;
  }
  const after = isOn ? before.filter((each) => each !== name) : [...before, name].toSorted();
  await tx.run(keep, [JSON.stringify(after), tx.now]);
  tx.emit(houseModuleSwitched.make('house', { module: name, isOn }));
  return after;
}
