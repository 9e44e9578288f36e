// Points that customers hold in another system.
import type { Importer } from '../importer.ts';
import { bookOpenings, proveOpenings } from './opening-lots.ts';

export const pointsImporter: Importer<'points'> = {
  kind: 'points',
  mode: 'append',
  isPersonal: true,
  apply: (tx, context, rows) =>
    bookOpenings(
      tx,
      context,
      rows.map(({ row, value }) => ({
        row,
        unit: 'points',
        amount: Number(value.points),
        expiresAt: value.expiresAt ?? null,
        owner: { customerKey: value.customerKey },
      })),
    ),
  prove: proveOpenings,
};
