/**
 * The shape of the house as rules: call down, announce up, same tier never; SQL stays in its module's
 * store and schema; foreign keys point down. Our own, because dependency-cruiser reads nothing under
 * TypeScript 7 and reports success (docs/decisions/0003-checks-of-our-own.md).
 *
 * Pure functions over a map path → source, paths as from the server's folder (`modules/stock/store.ts`).
 */
import { posix } from 'node:path';
import { isTestFile, lineAt, readSource, type SourceTree, type Violation } from './source.ts';
import { findSchemas, looksLikeSql, stripSql } from './sql-text.ts';

/** Module (and schema) → tier; `kernel` is 0. The real table is server/modules.ts. */
export type Tiers = Readonly<Record<string, number>>;

type Refuse = (line: number, sentence: string) => void;

/** Every broken rule of the source files in `tree`; an empty list is a house in order. */
export function checkArchitecture(tree: SourceTree, tiers: Tiers): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of tree) {
    if (!/\.tsx?$/.test(path)) continue;
    const refuse: Refuse = (line, sentence) => violations.push({ path, line, sentence });
    const moduleName = /^modules\/([^/]+)\//.exec(path)?.[1];
    const { imports, texts } = readSource(path, text);
    if (moduleName !== undefined && tiers[moduleName] === undefined) {
      refuse(1, `The module "${moduleName}" has no tier. Give it one in server/modules.ts.`);
      continue;
    }
    for (const { specifier, line } of imports) {
      const refuseHere = (sentence: string): void => refuse(line, sentence);
      if (specifier.startsWith('.')) checkRelativeImport(path, specifier, refuseHere);
      if (specifier.startsWith('#')) checkDoor(path, moduleName, specifier, tiers, refuseHere);
      checkEventsFile(path, moduleName, specifier, refuseHere);
    }
    if (moduleName === undefined || isTestFile(path)) continue;
    for (const statement of texts.filter(({ text: written }) => looksLikeSql(written))) {
      checkStatement(path, moduleName, statement.text, tiers, (sentence) =>
        refuse(statement.line, sentence),
      );
    }
  }
  return violations;
}

/** The folder whose files may import each other relatively: `kernel` or `modules/<name>`. */
function homeOf(path: string): string | undefined {
  return /^(?:kernel|modules\/[^/]+)(?=\/)/.exec(path)?.[0];
}

function checkRelativeImport(path: string, specifier: string, refuse: (sentence: string) => void) {
  const target = posix.normalize(posix.join(posix.dirname(path), specifier));
  const home = homeOf(path);
  const targetHome = homeOf(target);
  if (home !== undefined && home !== targetHome) {
    const door = targetHome === undefined ? undefined : nameDoor(target, targetHome);
    refuse(
      `"${specifier}" leaves ${home}/. ${
        door === undefined
          ? 'Move what both need into the kernel, or hand it in as an argument; a test takes its support from "#testing".'
          : `Import "${door}" instead, and export what you need there.`
      }`,
    );
  }
  // Outside the modules, only the table of modules and the doors themselves may be reached by path.
  const isDoor = /^modules\/[^/]+\/(?:index|events)\.ts$/.test(target);
  if (
    home === undefined &&
    targetHome?.startsWith('modules/') &&
    path !== 'modules.ts' &&
    !isDoor
  ) {
    refuse(
      `"${specifier}" reaches behind the door of ${targetHome}/. Import "${nameDoor(target, targetHome)}" instead, and export what you need there.`,
    );
  }
}

function nameDoor(target: string, targetHome: string): string {
  return targetHome === 'kernel'
    ? `#${target.replace(/\.ts$/, '')}`
    : targetHome.replace('modules/', '#');
}

function checkDoor(
  path: string,
  moduleName: string | undefined,
  specifier: string,
  tiers: Tiers,
  refuse: (sentence: string) => void,
) {
  const isKernel = homeOf(path) === 'kernel';
  if (specifier === '#testing') {
    if (homeOf(path) !== undefined && !isTestFile(path)) {
      refuse('"#testing" is for tests. Move what the product needs into the kernel or a module.');
    }
    return;
  }
  if (specifier.startsWith('#kernel/')) return;
  if (isKernel) {
    refuse(
      `The kernel imports "${specifier}", but it knows no module. Declare a port in the kernel that the module implements and server/modules.ts wires, or move this code up.`,
    );
    return;
  }
  const [target = '', ...rest] = specifier.replace(/^#(?:events\/)?/, '').split('/');
  const targetTier = tiers[target];
  if (rest.length > 0) {
    refuse(
      `"${specifier}" is a deep import. Import "#${target}" to call or "#events/${target}" to hear; export what you need there.`,
    );
  } else if (targetTier === undefined) {
    refuse(`"${specifier}" names no module. The modules and their tiers are in server/modules.ts.`);
  } else if (moduleName !== undefined && !specifier.startsWith('#events/')) {
    checkTier(moduleName, target, tiers, refuse);
  }
}

function checkTier(from: string, to: string, tiers: Tiers, refuse: (sentence: string) => void) {
  const fromTier = tiers[from] ?? 0;
  const toTier = tiers[to] ?? 0;
  if (from === to) {
    refuse(
      `${from} imports its own front door "#${to}". Import the file beside this one relatively.`,
    );
  } else if (toTier === fromTier) {
    refuse(
      `${from} and ${to} are both of tier ${toTier}, and modules of one tier do not call each other. Emit an event and hear it through "#events/${to}", or move the use case to a module above both.`,
    );
  } else if (toTier > fromTier) {
    refuse(
      `${from} (tier ${fromTier}) imports upward from ${to} (tier ${toTier}). Emit an event that ${to} hears, or declare a port in ${from} that ${to} implements and server/modules.ts wires.`,
    );
  }
}

function checkEventsFile(
  path: string,
  moduleName: string | undefined,
  specifier: string,
  refuse: (sentence: string) => void,
) {
  if (moduleName === undefined || path !== `modules/${moduleName}/events.ts`) return;
  if (!/^[.#]/.test(specifier) || specifier.startsWith('#kernel/')) return;
  refuse(
    `events.ts imports "${specifier}", but everybody hears events, so it may import only the kernel. Write the payload's schema in events.ts itself.`,
  );
}

function checkStatement(
  path: string,
  moduleName: string,
  sql: string,
  tiers: Tiers,
  refuse: (sentence: string) => void,
) {
  const name = posix.basename(path);
  const isStore =
    /^(?:store|views)\.ts$|^store-[\w-]+\.ts$/.test(name) || /\/store\/[^/]+\.ts$/.test(path);
  if (!isStore) {
    const who = /^(?:.+\.)?routes\.ts$/.test(name) ? 'Routes parse, make one call and shape' : name;
    refuse(
      `SQL stands in ${who === name ? name : `a routes file. ${who}`}. Move the statement to modules/${moduleName}/store.ts (or views.ts for one screen's query) and call it from the use case.`,
    );
  }
  for (const { schema, hasTable } of findSchemas(sql, Object.keys(tiers))) {
    // The kernel's functions and collations are for everybody; its tables are not.
    if (schema === moduleName || (schema === 'kernel' && !hasTable)) continue;
    refuse(
      `SQL of ${moduleName} names the schema "${schema}". ${
        schema === 'kernel'
          ? 'Call what "#kernel/…" exports instead.'
          : `Ask "#${schema}" for a narrow answer when it is below, or keep what you need from its events.`
      }`,
    );
  }
}

/** Foreign keys in plain SQL migrations that point to a higher tier, or whose schema is not said. */
export function checkForeignKeys(tree: SourceTree, tiers: Tiers): Violation[] {
  const violations: Violation[] = [];
  const pattern =
    /\b(?:create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?|alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?)([\w.]+)|\breferences\s+(?!on\b)([\w.]+)/gi;
  for (const [path, text] of tree) {
    if (!path.endsWith('.sql')) continue;
    let table = '';
    for (const found of stripSql(text).matchAll(pattern)) {
      const line = lineAt(text, found.index);
      const refuse = (sentence: string): number => violations.push({ path, line, sentence });
      table = found[1] ?? table;
      const target = found[2];
      if (target === undefined) continue;
      const from = table.split('.')[0] ?? '';
      const to = target.split('.')[0] ?? '';
      const fromTier = tiers[from];
      const toTier = tiers[to];
      if (!table.includes('.') || !target.includes('.') || fromTier === undefined) {
        refuse(
          `The foreign key from ${table} to ${target} does not say both schemas. Write schema.table, each schema being a module of server/modules.ts.`,
        );
      } else if (toTier === undefined) {
        refuse(`The foreign key from ${table} points to ${target}, and "${to}" is no module.`);
      } else if (toTier > fromTier) {
        refuse(
          `The foreign key from ${table} (tier ${fromTier}) points up to ${target} (tier ${toTier}). Keep the id without a foreign key, or let ${target} point down to ${table}.`,
        );
      }
    }
  }
  return violations;
}
