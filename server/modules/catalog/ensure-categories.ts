// Categories come with the products that name them, as a path from the widest to the narrowest.
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import {
  type CategoryRow,
  findCategoryRowsOfSource,
  insertCategoryRows,
  nameCategoryRows,
} from './store.ts';

type Step = {
  readonly code: string;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
};

export type EnsuredCategories = {
  /** By code. */
  readonly ids: ReadonlyMap<string, string>;
  /** By code: what they were called. */
  readonly renamed: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
};

/** Every category on the paths; missing ones are made, known ones take a newer name. A trial writes nothing. */
export async function ensureCategories(
  tx: Tx,
  source: string,
  paths: readonly (readonly Step[])[],
  { isTrial }: { readonly isTrial: boolean },
): Promise<EnsuredCategories> {
  const wanted = new Map<
    string,
    { name: string | undefined; nameEn: string | undefined; parent: string | undefined }
  >();
  for (const path of paths) {
    path.forEach(({ code, name, nameEn }, depth) => {
      const seen = wanted.get(code);
      const parent = seen?.parent ?? path[depth - 1]?.code;
      wanted.set(code, {
        name: seen?.name ?? name,
        nameEn: seen?.nameEn ?? nameEn,
        parent: parent === code ? undefined : parent,
      });
    });
  }
  const ids = new Map<string, string>();
  const names = new Map<string, { readonly before: string; readonly after: string }>();
  if (wanted.size === 0) {
    return { ids, renamed: names };
  }
  const known = await findCategoryRowsOfSource(tx, source, [...wanted.keys()]);
  const renamed = known.flatMap(({ id, code, name_ja, name_en }) => {
    ids.set(code, id);
    const { name = name_ja, nameEn = name_en } = wanted.get(code) ?? {};
    if (name === name_ja && nameEn === name_en) {
      return [];
    }
    names.set(code, { before: name_ja, after: name });
    return [{ id, name_ja: name, name_en: nameEn }];
  });
  const missing = [...wanted].filter(([code]) => !ids.has(code));
  for (const [code] of missing) {
    ids.set(code, newId());
  }
  const rows = missing.map(
    ([code, { name, nameEn, parent }]): CategoryRow => ({
      id: ids.get(code) ?? '',
      source,
      code,
      parent_id: parent === undefined ? null : (ids.get(parent) ?? null),
      name_ja: name ?? code,
      name_en: nameEn ?? null,
    }),
  );
  if (!isTrial) {
    await insertCategoryRows(tx, rows);
    await nameCategoryRows(tx, renamed);
  }
  return { ids, renamed: names };
}
