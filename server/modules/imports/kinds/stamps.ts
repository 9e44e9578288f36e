// Stamps on cards of another system; a card is a unit of account of its own.
import type { Importer } from '../importer.ts';
import { bookOpenings, proveOpenings } from './opening-lots.ts';

export const stampsImporter: Importer<'stamps'> = {
  kind: 'stamps',
  mode: 'append',
  isPersonal: true,
  apply: (tx, context, rows) =>
    bookOpenings(
      tx,
      context,
      rows.map(({ row, value }) => ({
        row,
        unit: `stamp:${value.cardCode ?? context.source}`,
        amount: Number(value.stamps),
        expiresAt: value.expiresAt ?? null,
        owner: { customerKey: value.customerKey },
      })),
    ),
  prove: proveOpenings,
};
