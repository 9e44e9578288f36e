// One price list: what stands on it now, and a new price. A price is never changed, a newer one takes its place.
import { type Answer, answerOf } from '@engawa/client';
import { formatMoney, majorOf, minorOf } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { NotFoundPage } from '../frame/not-found-page.tsx';
import { useCurrency } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Pager } from '../parts/filters.tsx';
import { Field, Save, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { usePriceLists } from '../wholesale/use-accounts.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { ChooseItem } from './choose-item.tsx';

type PriceList = Answer<'/api/catalog/price-lists'>['priceLists'][number];
type Price = Answer<'/api/catalog/price-lists/{priceListId}/prices'>['prices'][number];

const keyOfList = (id: string) => ['catalog', 'price-lists', id] as const;

export function PriceListPage() {
  const { priceListId = '' } = useParams();
  const lists = usePriceLists();
  return (
    <Answered query={lists}>
      {({ priceLists }) => {
        const list = priceLists.find(({ id }) => id === priceListId);
        return list === undefined ? <NotFoundPage /> : <Detail key={list.id} list={list} />;
      }}
    </Answered>
  );
}

function Detail({ list }: { readonly list: PriceList }) {
  const say = useWords().priceLists;
  const { language } = useSpeech();
  const mayChange = useMay('catalog');
  const [search] = useSearchParams();
  const [itemId, setItemId] = useState<string>();
  const form = useRef<HTMLDivElement>(null);
  const after = search.get('after');
  const query = { limit: 100, ...(after === null ? {} : { after }) };
  const prices = useQuery({
    queryKey: [...keyOfList(list.id), query],
    queryFn: () =>
      answerOf(
        api.GET('/api/catalog/price-lists/{priceListId}/prices', {
          params: { path: { priceListId: list.id }, query },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const change = (id: string) => {
    setItemId(id);
    form.current?.querySelector<HTMLInputElement>('[name=amount]')?.focus();
  };
  return (
    <Page
      back="/catalog/price-lists"
      lead={`${list.code} ${list.isTaxIncluded ? say.withTax : say.withoutTax}`}
      title={language === 'en' ? (list.nameEn ?? list.nameJa) : list.nameJa}
    >
      <Answered query={prices}>
        {(page) =>
          page.prices.length === 0 ? (
            <p>{say.noPrices}</p>
          ) : (
            <>
              <Prices onChange={mayChange ? change : undefined} prices={page.prices} />
              <Pager next={page.next} />
            </>
          )
        }
      </Answered>
      {mayChange && (
        <Section title={say.setPrice}>
          <div ref={form}>
            <SetPrice itemId={itemId} list={list} onChoose={setItemId} />
          </div>
        </Section>
      )}
    </Page>
  );
}

type PricesProps = {
  readonly prices: readonly Price[];
  readonly onChange: ((itemId: string) => void) | undefined;
};

function Prices({ prices, onChange }: PricesProps) {
  const say = useWords().priceLists;
  const { language } = useSpeech();
  const nameOf = ({ name }: Price) => (language === 'en' ? (name.en ?? name.ja) : name.ja);
  const columns: readonly Column<Price>[] = [
    {
      name: say.item,
      isHead: true,
      render: (price) => <TextLink to={`/catalog/items/${price.itemId}`}>{nameOf(price)}</TextLink>,
    },
    { name: say.itemCode, isExtra: true, render: ({ code }) => code },
    {
      name: say.price,
      isNumber: true,
      render: ({ amountMinor, currency }) => formatMoney(amountMinor, currency),
    },
    { name: say.since, render: ({ validFrom }) => <Stamp iso={validFrom} /> },
    ...(onChange === undefined
      ? []
      : [
          {
            name: say.change,
            render: (price: Price) => (
              <Button
                aria-label={say.changeOf(nameOf(price))}
                onClick={() => onChange(price.itemId)}
              >
                {say.change}
              </Button>
            ),
          },
        ]),
  ];
  return (
    <DataTable caption={say.title} columns={columns} keyOf={({ itemId }) => itemId} rows={prices} />
  );
}

type SetProps = {
  readonly list: PriceList;
  readonly itemId: string | undefined;
  readonly onChoose: (itemId: string) => void;
};

function SetPrice({ list, itemId, onChoose }: SetProps) {
  const say = useWords().priceLists;
  const currency = useCurrency();
  const queries = useQueryClient();
  const [isMissing, setMissing] = useState(false);
  const setting = useMutation({
    mutationFn: (price: { itemId: string; amountMinor: number }) =>
      answerOf(
        api.POST('/api/catalog/price-lists/{priceListId}/prices', {
          params: {
            path: { priceListId: list.id },
            header: { 'idempotency-key': crypto.randomUUID() },
          },
          body: { prices: [{ ...price, currency }] },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOfList(list.id) }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(itemId === undefined);
    if (itemId !== undefined) {
      const amount = textOf(new FormData(event.currentTarget), 'amount');
      setting.mutate({ itemId, amountMinor: minorOf(amount, currency) });
    }
  };
  return (
    <form
      className="max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="list-price"
      onSubmit={submit}
    >
      <p className="text-ink-soft text-sm">{say.setLead}</p>
      <ChooseItem
        chooseFirst={say.chooseFirst}
        chosen={say.chosen}
        find={say.find}
        isMissing={isMissing}
        itemId={itemId}
        onChoose={onChoose}
      />
      <div className="max-w-xs">
        <Field
          inputMode="decimal"
          label={say.amount(currency, list.isTaxIncluded ? say.withTax : say.withoutTax)}
          min="0"
          name="amount"
          required
          step={majorOf(1, currency)}
          type="number"
        />
      </div>
      <Save
        done={setting.isSuccess ? say.saved : undefined}
        error={setting.error}
        isPending={setting.isPending}
      />
    </form>
  );
}
