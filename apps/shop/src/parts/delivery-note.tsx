// What it costs to be sent, as far as that is known, and how much more makes it free: said before she orders.
import { formatMoney, Icon, useLanguage } from '@engawa/ui';
import { Link } from 'react-router';
import type { CartDelivery } from '../../../../server/storefront/contract-delivery.ts';
import { deliveryWords } from '../words/delivery.ts';

type Props = { readonly delivery: CartDelivery | null; readonly currency: string };

/** Of a cart of which nobody has said yet how it is received. */
export function IfSent({ delivery, currency }: Props) {
  const language = useLanguage();
  const words = deliveryWords(language);
  if (delivery === null) {
    return null;
  }
  const { leastMinor, mostMinor } = delivery;
  const money = (minor: number) =>
    minor === 0 ? words.free : formatMoney(minor, currency, language);
  return (
    <div className="mt-4 border-t border-line pt-3 text-sm" data-if-sent="">
      <p>
        {words.ifSent}:{' '}
        <span className="font-bold">
          {leastMinor === mostMinor
            ? money(leastMinor)
            : words.between(money(leastMinor), money(mostMinor))}
        </span>
      </p>
      <LeftToFree delivery={delivery} currency={currency} />
      <Link to="/terms" className="inline-flex min-h-11 items-center text-ai underline">
        {words.more}
      </Link>
    </div>
  );
}

export function LeftToFree({ delivery, currency }: Props) {
  const language = useLanguage();
  const words = deliveryWords(language);
  const leftMinor = delivery?.leftMinor ?? null;
  return leftMinor === null ? null : (
    <p className="mt-2 flex gap-2 text-sm" data-left-to-free="">
      <span className="mt-0.5 text-ai">
        <Icon name="plus" size={18} />
      </span>
      {words.leftToFree(formatMoney(leftMinor, currency, language))}
    </p>
  );
}
