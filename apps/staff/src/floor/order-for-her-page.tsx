// Not here, but somewhere: the clerk orders it for her, she pays at this counter, whichever shop or warehouse has it sends
// it to her home. The sale is the clerk's and this shop's.
import { Refused } from '@engawa/client';
import { Field, formatMoney, Select } from '@engawa/ui';
import { Button, Wrong } from '@engawa/ui/work';
import { type FormEvent, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Answered } from '../parts/states.tsx';
import { useStation } from '../station/station.ts';
import { useMe } from '../station/use-me.ts';
import { usePlaceName } from '../station/use-places.ts';
import { type Item, useItem, useItemName } from '../stock/use-items.ts';
import { newId } from '../till/ids.ts';
import { useWords } from '../words/words.ts';
import { QuotedTotal } from './quoted-total.tsx';
import { useKnown, useOrderForHer, useQuote } from './use-floor.ts';

export function OrderForHerPage() {
  const { floor } = useWords();
  const { itemId = '' } = useParams();
  const placeId = useStation()?.placeId ?? '';
  const item = useItem(itemId, placeId);
  const [search] = useSearchParams();
  const her = useKnown(search.get('customer'), search.get('record'));
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-2xl p-5 pane:p-8">
        <h1 className="font-bold text-xl">{floor.aisle.title}</h1>
        <p className="mt-1 mb-5 text-ink-soft">{floor.aisle.lead}</p>
        <Answered query={item}>
          {(found) => (
            <Answered query={her}>
              {(known) => <OrderForm item={found} known={known} placeId={placeId} />}
            </Answered>
          )}
        </Answered>
      </div>
    </div>
  );
}

const fields = ['familyName', 'givenName', 'phone', 'email', 'postalCode', 'prefecture', 'address'];
const needed = new Set(['familyName', 'phone', 'postalCode', 'prefecture', 'address']);

/** Where it goes as far as it is typed whole: nobody is asked at each letter. */
function toldOf(typed: Readonly<Record<string, string>>) {
  const digits = (typed['postalCode'] ?? '').normalize('NFKC').replaceAll(/\D/g, '');
  const prefecture = (typed['prefecture'] ?? '').trim();
  return {
    quantity: Number(typed['quantity'] ?? '1'),
    postalCode: digits.length === 7 ? digits : '',
    prefecture: /^.{2,3}[都道府県]$/.test(prefecture) ? prefecture : '',
  };
}

type OrderFormProps = {
  readonly item: Item;
  readonly placeId: string;
  /** What she told the house before, by the names of the fields. */
  readonly known: Readonly<Record<string, string>>;
};

function OrderForm({ item, placeId, known }: OrderFormProps) {
  const { aisle: say } = useWords().floor;
  const itemName = useItemName();
  const placeName = usePlaceName();
  const [search] = useSearchParams();
  const [orderId, setOrderId] = useState(() => newId('order'));
  const recordId = search.get('record') ?? undefined;
  const [told, setTold] = useState(() => toldOf(known));
  const quote = useQuote({ placeId, itemId: item.id, recordId, ...told });
  const order = useOrderForHer();
  const me = useMe();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    const read = (name: string) => {
      const typed = sent.get(name);
      return typeof typed === 'string' ? typed.trim() : '';
    };
    const contact = Object.fromEntries(
      fields.map((name) => [name, read(name)]).filter(([, value]) => value !== ''),
    );
    order.mutate({
      orderId,
      placeId,
      itemId: item.id,
      quantity: Number(read('quantity')),
      recordId,
      contact,
      seenDeliveryMinor: quote.isPlaceholderData
        ? undefined
        : (quote.data?.delivery?.feeMinor ?? undefined),
    });
  };
  if (order.data !== undefined) {
    const { id, number, handoverPlaceId } = order.data;
    return (
      <div className="rounded-lg bg-ai-mist p-5" data-ordered={id} role="status">
        <p className="font-bold text-xl">{say.done(number)}</p>
        <p className="mt-1">{say.sentBy(placeName(handoverPlaceId ?? placeId) ?? '')}</p>
        <p data-credited>{say.credited(me.data?.data.name ?? '', placeName(placeId) ?? '')}</p>
        <Link
          className="mt-3 inline-flex min-h-12 items-center text-ai underline underline-offset-4"
          to={`/orders/${id}`}
        >
          {say.open}
        </Link>
      </div>
    );
  }
  return (
    <form
      className="space-y-5"
      onChange={(event) => {
        const sent = new FormData(event.currentTarget);
        const typed = [...sent].flatMap(([name, each]) =>
          typeof each === 'string' ? [[name, each] as const] : [],
        );
        setTold(toldOf(Object.fromEntries(typed)));
      }}
      onSubmit={submit}
    >
      <p className="rounded-lg bg-washi p-4">
        <b className="text-lg">{itemName(item.name)}</b>
        {item.price !== null && (
          <span className="ml-4">{formatMoney(item.price.amountMinor, item.price.currency)}</span>
        )}
      </p>
      <Select defaultValue="1" isMarked={false} label={say.quantity} name="quantity">
        {['1', '2', '3', '4', '5'].map((count) => (
          <option key={count} value={count}>
            {count}
          </option>
        ))}
      </Select>
      <div className="grid gap-5 pane:grid-cols-2">
        {fields.map((name) => (
          <Field
            autoComplete="off"
            defaultValue={known[name]}
            key={name}
            label={say.fields[name] ?? name}
            maxLength={name === 'address' ? 200 : 100}
            name={name}
            required={needed.has(name)}
          />
        ))}
      </div>
      <QuotedTotal quote={quote.data} />
      <p className="text-ink-soft">{say.paid}</p>
      {order.error === null ? null : <Wrong error={order.error} />}
      <div className="flex flex-wrap gap-3">
        <Button
          className="min-w-52 flex-1"
          data-act="order-for-her"
          disabled={order.isPending || item.price === null}
          look="main"
          type="submit"
        >
          {say.order}
        </Button>
        {order.error instanceof Refused && (
          <Button
            onClick={() => {
              setOrderId(newId('order'));
              order.reset();
            }}
          >
            {say.again}
          </Button>
        )}
      </div>
    </form>
  );
}
