// What she shows to each partner company: fields to tick, and one button that ends it.
import { Badge, Button, Check, useLanguage } from '@engawa/ui';
import { useState } from 'react';
import type { MyDataPage } from '../../../../server/storefront/my-data.ts';
import { useShareWords } from '../words/shares.ts';

type Partner = MyDataPage['partners'][number];
type Run = (method: 'PUT' | 'DELETE', path: string, body?: object) => void;
type SharesProps = {
  readonly partners: readonly Partner[];
  readonly isBusy: boolean;
  readonly run: Run;
};

const items = [
  'familyName',
  'givenName',
  'email',
  'phone',
  'postalCode',
  'prefecture',
  'address',
] as const;

/** Nothing where the house has no partner companies. */
export function Shares({ partners, isBusy, run }: SharesProps) {
  const words = useShareWords();
  return partners.length === 0 ? null : (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="text-xl font-bold">{words.title}</h2>
      <p className="mt-1 text-ink-soft">{words.more}</p>
      <ul className="mt-2">
        {partners.map((partner) => (
          <li key={partner.partyId} className="border-b border-line py-4 last:border-0">
            <OnePartner partner={partner} isBusy={isBusy} run={run} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type OneProps = { readonly partner: Partner; readonly isBusy: boolean; readonly run: Run };

function OnePartner({ partner, isBusy, run }: OneProps) {
  const words = useShareWords();
  const language = useLanguage();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(partner.items));
  const path = `/api/rights/me/partners/${partner.partyId}`;
  const picked = items.filter((item) => chosen.has(item));
  const name = language === 'en' ? (partner.nameEn ?? partner.nameJa) : partner.nameJa;
  return (
    <fieldset data-partner={partner.partyId}>
      <legend className="flex flex-wrap items-center gap-3 font-bold">
        {name}
        <Badge tone={partner.isShared ? 'here' : 'quiet'}>
          {partner.isShared ? words.shown : words.hidden}
        </Badge>
      </legend>
      <div className="mt-2 grid grid-cols-2 gap-x-4 sm:grid-cols-3">
        {items.map((item) => (
          <Check
            key={item}
            name={item}
            checked={chosen.has(item)}
            label={words.items[item]}
            onChange={() => setChosen(chosen.symmetricDifference(new Set([item])))}
          />
        ))}
      </div>
      <p className="mt-3 flex flex-wrap gap-3">
        <Button
          type="button"
          look="quiet"
          disabled={isBusy || picked.length === 0}
          onClick={() => run('PUT', path, { items: picked })}
        >
          {partner.isShared ? words.change : words.show}
        </Button>
        {partner.isShared ? (
          <Button type="button" look="quiet" disabled={isBusy} onClick={() => run('DELETE', path)}>
            {words.stop}
          </Button>
        ) : null}
      </p>
    </fieldset>
  );
}
