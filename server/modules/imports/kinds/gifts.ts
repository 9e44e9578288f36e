// Gift cards of another system. A card of a known customer is still a bearer's: whoever shows the code spends it.
// The code is kept as a keyed hash only.
import { toMinor } from '#kernel/money';
import { ensureBearers } from '#ledger';
import type { Importer } from '../importer.ts';
import { bookOpenings, proveOpenings } from './opening-lots.ts';

export const giftsImporter: Importer<'gifts'> = {
  kind: 'gifts',
  mode: 'append',
  isPersonal: true,
  apply: async (tx, context, rows) => {
    const currencyOf = (value: { readonly currency?: string }) =>
      value.currency ?? context.currency;
    const codes = Map.groupBy(rows, ({ value }) => currencyOf(value));
    const bearerOf = new Map<string, string>();
    for (const [currency, group] of codes) {
      const ids = await ensureBearers(
        tx,
        `gift:${currency}`,
        group.map(({ value }) => value.giftCode),
      );
      ids.forEach((id, code) => {
        bearerOf.set(code, id);
      });
    }
    return bookOpenings(
      tx,
      context,
      rows.map(({ row, value }) => ({
        row,
        unit: `gift:${currencyOf(value)}`,
        amount: toMinor(value.balance.text, currencyOf(value)),
        expiresAt: value.expiresAt ?? null,
        owner: { bearerId: bearerOf.get(value.giftCode) ?? '' },
      })),
    );
  },
  prove: proveOpenings,
};
