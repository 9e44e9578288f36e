// The page before the order: everything as it will be, one button to place it, one to go back with all that was typed.
import { Button, Icon, useLanguage } from '@engawa/ui';
import { useMemo } from 'react';
import { Form, useNavigation } from 'react-router';
import type { CheckoutPage } from '../../../../server/storefront/contract.ts';
import type { CheckoutForm } from '../../../../server/storefront/contract-checkout.ts';
import type { ParcelToCome } from '../../../../server/storefront/contract-order.ts';
import { prefectures } from '../../../../server/storefront/prefectures.ts';
import { RefusedForm } from '../typed.tsx';
import { useWords } from '../words/use-words.ts';
import { LeftToFree } from './delivery-note.tsx';
import { LineList } from './line-list.tsx';
import { ParcelsToCome } from './parcels-to-come.tsx';
import { ReturnTerms } from './return-terms.tsx';
import { Steps } from './steps.tsx';
import { Totals } from './totals.tsx';

type Props = {
  readonly page: CheckoutPage;
  readonly form: CheckoutForm;
  readonly orderId: string;
  /** From where it comes, where no one place has all of it. */
  readonly parcels: readonly ParcelToCome[];
  readonly refused: string | null;
};

export function ConfirmOrder({ page, form, orderId, parcels, refused }: Props) {
  const { checkout } = useWords();
  const navigation = useNavigation();
  const isBusy = navigation.state !== 'idle';
  const back = useMemo(
    () => (refused === null ? undefined : { refused, typed: form }),
    [refused, form],
  );
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="pt-6 text-2xl font-bold">{checkout.confirmTitle}</h1>
      <Steps current="confirm" />
      {refused === null ? <p className="mb-6 text-ink-soft">{checkout.confirmLead}</p> : null}
      <RefusedForm back={back} title={checkout.refused} />
      <Form method="post" className="space-y-6">
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="parcels" value={Math.max(1, parcels.length)} />
        {Object.entries(form).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
          <h2 className="mb-2 text-xl font-bold">{checkout.items}</h2>
          <LineList lines={page.cart.lines} currency={page.cart.currency} />
          <div className="border-t border-line pt-4">
            <Totals {...page.cart} />
            <LeftToFree delivery={page.cart.delivery} currency={page.cart.currency} />
          </div>
        </section>
        <ParcelsToCome parcels={parcels} />
        <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
          <Summary page={page} form={form} />
          <button
            type="submit"
            name="step"
            value="edit"
            className="mt-2 inline-flex min-h-11 items-center text-ai underline underline-offset-4"
          >
            {checkout.back}
          </button>
        </section>
        {page.returns.isOffered ? <ReturnTerms terms={page.returns} /> : null}
        <Button name="step" value="place" isWide disabled={isBusy}>
          <Icon name="check" />
          {isBusy ? checkout.placing : checkout.placeOrder}
        </Button>
      </Form>
    </div>
  );
}

function Summary({ page, form }: Pick<Props, 'page' | 'form'>) {
  const { checkout } = useWords();
  const language = useLanguage();
  const isPickup = form.way === 'pickup';
  const prefecture = prefectures.find(({ ja }) => ja === form.prefecture)?.[language] ?? '';
  const address =
    language === 'ja'
      ? `〒${form.postalCode} ${prefecture}${form.city}${form.street} ${form.building}`
      : [form.building, form.street, form.city, prefecture, form.postalCode]
          .filter((part) => part !== '')
          .join(', ');
  const kana = [form.familyKana, form.givenKana].join(' ').trim();
  const name = checkout.honorific(`${form.familyName} ${form.givenName}`);
  const rows = [
    [checkout.way, isPickup ? checkout.pickup : checkout.delivery],
    isPickup
      ? [checkout.place, page.places.find(({ id }) => id === form.place)?.name ?? '']
      : [checkout.address, address],
    [checkout.contact, kana === '' ? name : `${name} (${kana})`],
    [checkout.email, form.email],
    [checkout.phone, form.phone],
    [checkout.payment, form.payment === 'cash' ? checkout.cash : checkout.card],
    ...(form.note === '' ? [] : [[checkout.note, form.note]]),
  ] as const;
  return (
    <dl>
      {rows.map(([label, value]) => (
        <div key={label} className="border-b border-line py-3 md:flex md:gap-6">
          <dt className="shrink-0 text-sm text-ink-soft md:w-40">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
