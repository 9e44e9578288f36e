// Goods that a rule speaks of: looked up by name, shown by name, kept by id.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { itemName } from '../catalog/item-name.ts';
import { Field } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';

type Props = {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
};

/** A selection by items; none named is everything. */
export function GoodsInput({ label, value, onChange }: Props) {
  const { offers } = useWords();
  const { itemIds = [], ...rest } = (value ?? {}) as { readonly itemIds?: readonly string[] };
  const put = (ids: readonly string[]) =>
    onChange(ids.length === 0 ? rest : { ...rest, itemIds: ids });
  return (
    <div>
      <ItemSearch label={label} onChoose={(id) => put([...new Set([...itemIds, id])])} />
      <ul className="mt-2 flex flex-wrap gap-2">
        {itemIds.length === 0 && <li className="text-ink-soft text-sm">{offers.allGoods}</li>}
        {itemIds.map((id) => (
          <li key={id}>
            <Button onClick={() => put(itemIds.filter((each) => each !== id))}>
              <ItemName id={id} /> ×
            </Button>
          </li>
        ))}
      </ul>
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
