// Goods that a rule speaks of: looked up by name, shown by name, kept by id.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { itemName } from '../catalog/item-name.ts';
import { Field, Select } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';

type Props = {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
};

type Often = { readonly timesMin: number; readonly days: number };
type Chosen = {
  readonly itemIds?: readonly string[];
  readonly categoryIds?: readonly string[];
  readonly brandIds?: readonly string[];
  readonly exceptItemIds?: readonly string[];
  readonly oftenBought?: Often;
};
type ListName = 'itemIds' | 'categoryIds' | 'brandIds' | 'exceptItemIds';

/** A selection by items, categories and brands, less some items; none named is everything. */
export function GoodsInput({ label, value, onChange }: Props) {
  const { offers } = useWords();
  const chosen = (value ?? {}) as Chosen;
  const [isNarrow] = useState(
    chosen.exceptItemIds !== undefined || chosen.oftenBought !== undefined,
  );
  const put = (name: ListName, ids: readonly string[]) => {
    const { [name]: _, ...rest } = chosen;
    onChange(ids.length === 0 ? rest : { ...rest, [name]: [...new Set(ids)] });
  };
  const list = (name: ListName) => ({
    ids: chosen[name] ?? [],
    onChange: (ids: readonly string[]) => put(name, ids),
  });
  const named = [...list('itemIds').ids, ...list('categoryIds').ids, ...list('brandIds').ids];
  return (
    <fieldset className="space-y-3 md:col-span-2">
      <legend className="mb-1 font-bold">{label}</legend>
      {named.length === 0 && <p className="text-ink-soft text-sm">{offers.allGoods}</p>}
      <ItemList label={offers.byItem} {...list('itemIds')} />
      <Groups brands={list('brandIds')} categories={list('categoryIds')} />
      <details open={isNarrow}>
        <summary className="min-h-11 cursor-pointer py-2 text-ai text-sm">
          {offers.narrower}
        </summary>
        <div className="mt-2 space-y-4">
          <ItemList label={offers.exceptItems} {...list('exceptItemIds')} />
          <OftenBought
            onChange={(often) => {
              const { oftenBought: _, ...rest } = chosen;
              onChange(often === undefined ? rest : { ...rest, oftenBought: often });
            }}
            value={chosen.oftenBought}
          />
        </div>
      </details>
    </fieldset>
  );
}

type ListProps = {
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
};

/** Items by name; each can be taken out again. */
export function ItemList({ label, ids, onChange }: ListProps & { readonly label: string }) {
  const { offers } = useWords();
  return (
    <div>
      <ItemSearch label={label} onChoose={(id) => onChange([...new Set([...ids, id])])} />
      {ids.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-2">
          {ids.map((id) => (
            <li key={id}>
              <Button onClick={() => onChange(ids.filter((each) => each !== id))}>
                <ItemName id={id} /> <span aria-hidden="true">×</span>
                <span className="sr-only">{offers.takeOut}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Groups({ categories, brands }: Record<'categories' | 'brands', ListProps>) {
  const { offers } = useWords();
  const { language } = useSpeech();
  const ofCatalog = useQuery({
    queryKey: ['catalog', 'categories'],
    queryFn: () => answerOf(api.GET('/api/catalog/categories')),
    staleTime: 60_000,
  });
  const ofHouse = useQuery({
    queryKey: ['places', 'brands'],
    queryFn: () => answerOf(api.GET('/api/places/brands')),
    staleTime: 60_000,
  });
  const named = ({
    name,
  }: {
    readonly name: { readonly ja: string; readonly en: string | null };
  }) => (language === 'en' ? (name.en ?? name.ja) : name.ja);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <AddOf
        all={(ofCatalog.data?.categories ?? []).map((each) => ({ id: each.id, name: named(each) }))}
        label={offers.byCategory}
        {...categories}
      />
      <AddOf
        all={(ofHouse.data?.brands ?? []).map((each) => ({ id: each.id, name: named(each) }))}
        label={offers.byBrand}
        {...brands}
      />
    </div>
  );
}

type AddOfProps = ListProps & {
  readonly label: string;
  readonly all: readonly { readonly id: string; readonly name: string }[];
};

/** One is added by choosing it, and taken out by its button. Nothing where there is none. */
export function AddOf({ label, all, ids, onChange }: AddOfProps) {
  const { offers } = useWords();
  if (all.length === 0) {
    return null;
  }
  const nameOf = (id: string) => all.find((each) => each.id === id)?.name ?? id;
  return (
    <div>
      <Select
        label={label}
        name="add"
        onChange={({ target }) => target.value !== '' && onChange([...ids, target.value])}
        value=""
      >
        <option value="">{offers.add}</option>
        {all
          .filter(({ id }) => !ids.includes(id))
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </Select>
      {ids.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-2">
          {ids.map((id) => (
            <li key={id}>
              <Button onClick={() => onChange(ids.filter((each) => each !== id))}>
                {nameOf(id)} <span aria-hidden="true">×</span>
                <span className="sr-only">{offers.takeOut}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function OftenBought({
  value,
  onChange,
}: {
  readonly value: Often | undefined;
  readonly onChange: (often: Often | undefined) => void;
}) {
  const { offers } = useWords();
  return (
    <div>
      <label className="inline-flex min-h-11 items-center gap-2">
        <input
          checked={value !== undefined}
          className="size-5"
          onChange={({ target }) =>
            onChange(target.checked ? { timesMin: 3, days: 90 } : undefined)
          }
          type="checkbox"
        />
        {offers.oftenBought}
      </label>
      {value !== undefined && (
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <Field
            label={offers.oftenTimes}
            max="100"
            min="1"
            name="timesMin"
            onChange={({ target }) => onChange({ ...value, timesMin: Number(target.value) })}
            type="number"
            value={value.timesMin}
          />
          <Field
            label={offers.oftenDays}
            max="730"
            min="1"
            name="days"
            onChange={({ target }) => onChange({ ...value, days: Number(target.value) })}
            type="number"
            value={value.days}
          />
        </div>
      )}
    </div>
  );
}

/** Exactly one item. */
export function ItemInput({ label, value, onChange }: Props) {
  return (
    <div>
      <ItemSearch label={label} onChoose={onChange} />
      {typeof value === 'string' && value !== '' && (
        <p className="mt-2 font-bold">
          <ItemName id={value} />
        </p>
      )}
    </div>
  );
}

export function ItemSearch({
  label,
  onChoose,
}: {
  readonly label: string;
  readonly onChoose: (itemId: string) => void;
}) {
  const { offers } = useWords();
  const { language } = useSpeech();
  const [q, setQ] = useState('');
  const found = useQuery({
    enabled: q.trim() !== '',
    queryKey: ['catalog', 'choose', q],
    queryFn: () =>
      answerOf(api.GET('/api/catalog/items', { params: { query: { q: q.trim(), limit: 8 } } })),
  });
  return (
    <div>
      <Field
        autoComplete="off"
        hint={offers.findItem}
        label={label}
        maxLength={100}
        name="find"
        onChange={(event) => setQ(event.target.value)}
        type="search"
        value={q}
      />
      {q.trim() !== '' && (
        <ul className="mt-1 rounded-md border border-line bg-paper">
          {(found.data?.items ?? []).map((item) => (
            <li key={item.id}>
              <button
                className="min-h-11 w-full px-3 text-left hover:bg-washi"
                onClick={() => {
                  onChoose(item.id);
                  setQ('');
                }}
                type="button"
              >
                {itemName(item, language)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function ItemName({ id }: { readonly id: string }) {
  const { language } = useSpeech();
  const { data } = useQuery({
    queryKey: ['catalog', 'item', id],
    queryFn: () =>
      answerOf(api.GET('/api/catalog/items/{itemId}', { params: { path: { itemId: id } } })),
    staleTime: 60_000,
  });
  return <>{data === undefined ? '…' : itemName(data, language)}</>;
}
