// An order that several places send: what lies in each parcel, from where it comes and how far it is.
import { Badge, formatCount, useLanguage } from '@engawa/ui';
import type { OrderPage } from '../../../../server/storefront/contract-order.ts';
import { parcelWords } from '../words/parcels.ts';

export function Parcels({ order }: { readonly order: OrderPage }) {
  const words = parcelWords(useLanguage());
  const { parcels } = order;
  if (parcels.length === 0) {
    return null;
  }
  const standing = parcels.filter(({ state }) => state !== 'empty');
  const sent = standing.filter(({ state }) => state === 'sent').length;
  return (
    <section
      className="rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-parcels={standing.length}
      data-sent={sent}
    >
      <h2 className="mb-1 text-xl font-bold">{words.title(standing.length)}</h2>
      <p className="mb-3 text-ink-soft">{words.progress(sent, standing.length)}</p>
      <ol className="space-y-4">
        {parcels.map((parcel) => (
          <li key={parcel.number} className="border-t border-line pt-3">
            <p className="flex flex-wrap items-center gap-3">
              <span className="font-bold">{words.nth(parcel.number, parcels.length)}</span>
              <Badge tone={parcel.state === 'sent' ? 'here' : 'quiet'}>
                {words.states[parcel.state]}
              </Badge>
            </p>
            <p className="text-sm text-ink-soft">{words.from(parcel.from)}</p>
            <ul className="my-1">
              {parcel.lines.map(({ name, quantity }) => (
                <li key={name}>
                  {name} × {formatCount(quantity)}
                </li>
              ))}
            </ul>
            {parcel.trackingUrl === null || parcel.carrier === null ? null : (
              <a
                className="inline-flex min-h-11 items-center text-ai underline underline-offset-4"
                href={parcel.trackingUrl}
                rel="noreferrer"
                target="_blank"
              >
                {words.follow(words.carriers[parcel.carrier], parcel.trackingNumber ?? '')}
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
