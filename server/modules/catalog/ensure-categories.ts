// Categories come with the products that name them, as a path from the widest to the narrowest.
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import {
  type CategoryRow,
  findCategoryRowsOfSource,
  insertCategoryRows,
  nameCategoryRows,
} from './store.ts';

type Step = { readonly code: string; readonly name?: string | undefined };

/** code → id of every category on the paths; missing ones are made, known ones take a newer name. */
export async function ensureCategories(
  tx: Tx,
  source: string,
  paths: readonly (readonly Step[])[],
): Promise<Map<string, string>> {
  const wanted = new Map<string, { name: string | undefined; parent: string | undefined }>();
  for (const path of paths) {
    path.forEach(({ code, name }, depth) => {
      const seen = wanted.get(code);
      const parent = seen?.parent ?? path[depth - 1]?.code;
      wanted.set(code, { name: seen?.name ?? name, parent: parent === code ? undefined : parent });
    });
  }
  const ids = new Map<string, string>();
  if (wanted.size === 0) {
    return ids;
  }
  const known = await findCategoryRowsOfSource(tx, source, [...wanted.keys()]);
  const renamed = known.flatMap(({ id, code, name_ja }) => {
    ids.set(code, id);
    const name = wanted.get(code)?.name;
    return name === undefined || name === name_ja ? [] : [{ id, name_ja: name }];
  });
  const missing = [...wanted].filter(([code]) => !ids.has(code));
  for (const [code] of missing) {
    ids.set(code, newId());
  }
  const rows = missing.map(
    ([code, { name, parent }]): CategoryRow => ({
      id: ids.get(code) ?? '',
      source,
      code,
      parent_id: parent === undefined ? null : (ids.get(parent) ?? null),
      name_ja: name ?? code,
      name_en: null,
    }),
  );
  await insertCategoryRows(tx, rows);
  await nameCategoryRows(tx, renamed);
  return ids;
}
