// One item: what it is, what it costs where and since when, and the way to its stock.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount, formatMoney, formatRate } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { Facts, Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSeesOverview } from '../today/use-sees-overview.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { AddVariant } from './add-variant.tsx';
import { EditItem, SellOrNot } from './edit-item.tsx';
import { FilmOfItem } from './film.tsx';
import { itemName, variantName } from './item-name.ts';
import { Picture } from './picture.tsx';
import { Pictures } from './pictures.tsx';
import { PriceForm } from './price-form.tsx';
import { Prices } from './prices.tsx';

export type Item = Answer<'/api/catalog/items/{itemId}'>;

const variantsMax = 24;

function itemQuery(itemId: string) {
  return {
    queryKey: ['catalog', 'item', itemId],
    queryFn: () =>
      answerOf(api.GET('/api/catalog/items/{itemId}', { params: { path: { itemId } } })),
  };
}

export function ItemPage() {
  const words = useWords();
  const { language } = useSpeech();
  const { itemId = '' } = useParams();
  const item = useQuery(itemQuery(itemId));
  return (
    <Page
      back="/catalog"
      lead={item.data?.code}
      title={item.data === undefined ? words.pages.catalog : itemName(item.data, language)}
    >
      <Answered query={item}>{(data) => <ItemDetail item={data} key={data.id} />}</Answered>
    </Page>
  );
}

function ItemDetail({ item }: { readonly item: Item }) {
  const words = useWords();
  const { language } = useSpeech();
  const mayChange = useMay('catalog');
  const description = (language === 'en' ? item.description.en : null) ?? item.description.ja;
  const picture = item.media.find(({ kind }) => kind === 'image');
  return (
    <>
      <div className="grid gap-4 md:grid-cols-[14rem_minmax(0,1fr)] md:gap-6">
        <Picture
          address={picture?.address}
          alt={words.catalog.picture(itemName(item, language))}
          className="aspect-square w-full max-w-56"
        />
        <div className="min-w-0 space-y-4">
          <ItemFacts item={item} />
          {description !== null && <p className="max-w-prose whitespace-pre-line">{description}</p>}
          {!item.isActive && <p className="font-bold text-kaki">{words.catalog.notSold}</p>}
          <p>
            <TextLink to={`/stock/items/${item.id}`}>{words.catalog.seeStock}</TextLink>
          </p>
          {mayChange && <SellOrNot item={item} />}
        </div>
      </div>
      <Pictures item={item} />
      <FilmOfItem item={item} />
      {mayChange && (
        <div className="mt-8">
          <EditItem item={item} />
        </div>
      )}
      <Variants item={item} />
      {mayChange && (
        <div className="mt-4">
          <AddVariant item={item} />
        </div>
      )}
      <Section title={words.catalog.codes}>
        {item.barcodes.length === 0 ? (
          <p className="text-ink-soft">{words.catalog.noCodes}</p>
        ) : (
          <ul className="flex flex-wrap gap-3">
            {item.barcodes.map((code) => (
              <li className="rounded-md bg-paper px-4 py-2 shadow-rest" key={code}>
                {code}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={words.catalog.prices}>
        <Prices itemId={item.id} />
      </Section>
      <Section title={words.catalog.changePrice}>
        {mayChange ? (
          <PriceForm item={item} />
        ) : (
          <p className="text-ink-soft">{words.catalog.readOnly}</p>
        )}
      </Section>
    </>
  );
}

function ItemFacts({ item }: { readonly item: Item }) {
  const words = useWords();
  const sees = useSeesOverview();
  const totals = useQuery({
    enabled: sees === true,
    queryKey: ['stock-totals', [item.id]],
    queryFn: () =>
      answerOf(
        api.GET('/api/overview/stock-totals', { params: { query: { itemIds: [item.id] } } }),
      ),
  });
  const [total] = totals.data?.totals ?? [];
  const { price } = item;
  return (
    <Facts
      facts={[
        {
          name: words.catalog.price,
          value: (
            <span className="font-bold text-xl">
              {price === null
                ? words.catalog.noPrice
                : formatMoney(price.amountMinor, price.currency)}
            </span>
          ),
        },
        {
          name: words.catalog.tax,
          value:
            price === null
              ? wordFor(words.catalog.taxClasses, item.taxClass)
              : `${wordFor(words.catalog.taxClasses, item.taxClass)} ${formatRate(price.taxRateBp)}`,
        },
        {
          name: words.catalog.stock,
          value: total === undefined ? words.catalog.stockUnknown : formatCount(total.available),
        },
        { name: words.catalog.kind, value: wordFor(words.catalog.kinds, item.kind) },
      ]}
    />
  );
}

function Variants({ item }: { readonly item: Item }) {
  const words = useWords();
  const { language } = useSpeech();
  const siblings = useQueries({
    queries: item.variantIds.slice(0, variantsMax).map((id) => itemQuery(id)),
  });
  if (item.variantIds.length < 2) {
    return null;
  }
  return (
    <Section title={words.catalog.variants}>
      <ul className="grid gap-3 md:grid-cols-3 lg:grid-cols-4">
        {siblings.flatMap(({ data }) =>
          data === undefined
            ? []
            : [
                <li
                  className={`rounded-md bg-paper p-4 shadow-rest ${data.id === item.id ? 'outline-2 outline-ai' : ''}`}
                  key={data.id}
                >
                  <TextLink to={`/catalog/items/${data.id}`}>
                    {variantName(data, words.moments.separator) || itemName(data, language)}
                  </TextLink>
                  <span className="block text-ink-soft text-sm">
                    {data.price === null
                      ? words.catalog.noPrice
                      : formatMoney(data.price.amountMinor, data.price.currency)}
                  </span>
                </li>,
              ],
        )}
      </ul>
    </Section>
  );
}
