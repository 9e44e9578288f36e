// Told before she orders: no one place has all of it, so it comes in several parcels, and from where.
import { formatCount, Icon, useLanguage } from '@engawa/ui';
import type { ParcelToCome } from '../../../../server/storefront/contract-order.ts';
import { parcelWords } from '../words/parcels.ts';

export function ParcelsToCome({ parcels }: { readonly parcels: readonly ParcelToCome[] }) {
  const words = parcelWords(useLanguage());
  if (parcels.length < 2) {
    return null;
  }
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8" data-parcels={parcels.length}>
      <h2 className="mb-1 flex items-center gap-2 text-xl font-bold">
        <Icon name="truck" />
        {words.toCome(parcels.length)}
      </h2>
      <p className="mb-3 text-ink-soft">{words.why}</p>
      <ol className="space-y-3">
        {parcels.map(({ from, lines }, index) => (
          <li key={from} className="border-t border-line pt-3">
            <p className="font-bold">{words.nth(index + 1, parcels.length)}</p>
            <p className="text-sm text-ink-soft">{words.from(from)}</p>
            <ul>
              {lines.map(({ name, quantity }) => (
                <li key={name}>
                  {name} × {formatCount(quantity)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
