// Goods without a barcode reader: quick keys, the search as one types, over the whole catalogue of this tablet, and the
// camera, whose codes go the way of every scan.
import { doneOf } from '@engawa/client';
import { hasCamera } from '@engawa/ui/camera';
import { Icon } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { Link } from 'react-router';
import { api, queries } from '../api.ts';
import { giveScan } from '../scan/claim-scans.ts';
import { ScanCamera } from '../scan/scan-camera.tsx';
import { useItemName } from '../stock/use-items.ts';
import { useWords } from '../words/words.ts';
import { houseNow } from './book/clock.ts';
import { useMoney } from './parts/use-money.ts';
import { sellItem } from './sell.ts';
import { priceAt, type TillItem } from './shelf/line.ts';
import { findByIds, searchShelf, useShelfState } from './shelf/shelf.ts';
import { useTill } from './till-state.ts';
import { type TillHead, useHead } from './use-counter.ts';

type ChooseItemsProps = {
  readonly head: TillHead;
  readonly onUnknown: (code: string) => void;
  readonly isCameraOn: boolean;
  readonly onCamera: (isOn: boolean) => void;
};

/** A member's card, a gift card and goods alike: whoever takes scans takes these. */
const onCode = (code: string) => void giveScan(code);

export function ChooseItems({ head, onUnknown, isCameraOn, onCamera }: ChooseItemsProps) {
  const words = useWords().till;
  const id = useId();
  const [text, setText] = useState('');
  const found = useSearch(text);
  const sell = (item: TillItem) => {
    if (!sellItem(item, head)) {
      onUnknown(item.code);
    }
  };
  const choose = (item: TillItem) => {
    sell(item);
    setText('');
  };
  return (
    <section className="flex min-w-0 flex-col pane:min-h-0 pane:flex-1 pane:overflow-hidden">
      <search className="relative flex gap-2 p-3">
        <label className="sr-only" htmlFor={id}>
          {words.search}
        </label>
        <input
          autoCapitalize="none"
          autoComplete="off"
          className="field pl-12"
          data-act="search"
          enterKeyHint="done"
          id={id}
          maxLength={100}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={({ key, nativeEvent }) => {
            const [first] = found.items;
            if (key === 'Enter' && !nativeEvent.isComposing && first !== undefined) {
              choose(first);
            }
          }}
          placeholder={words.search}
          spellCheck={false}
          type="search"
          value={text}
        />
        <Icon
          className="pointer-events-none absolute top-7 left-7 size-6 text-ink-soft"
          name="search"
        />
        {hasCamera() && <CameraButton isOn={isCameraOn} onChange={onCamera} />}
      </search>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        {isCameraOn && (
          <div className="mx-auto mb-4 max-w-sm">
            <ScanCamera onCode={onCode} onStop={() => onCamera(false)} />
          </div>
        )}
        {text.trim() === '' ? (
          <>
            <QuickKeys onChoose={sell} />
            <Link
              className="mt-3 inline-flex min-h-12 items-center text-ai underline underline-offset-4"
              data-act="gift-cards"
              to="/till/gift-cards"
            >
              {words.giftCards.title}
            </Link>
          </>
        ) : (
          <Found found={found} onChoose={choose} text={text} />
        )}
      </div>
    </section>
  );
}

type CameraButtonProps = { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void };

function CameraButton({ isOn, onChange }: CameraButtonProps) {
  const words = useWords().scan;
  return (
    <button
      aria-label={isOn ? words.stop : words.camera}
      aria-pressed={isOn}
      className="flex size-14 shrink-0 items-center justify-center rounded-lg border border-edge bg-paper text-ai active:bg-shade aria-pressed:bg-ai aria-pressed:text-paper"
      data-act="camera"
      onClick={() => onChange(!isOn)}
      type="button"
    >
      <Icon className="size-7" name="scan" />
    </button>
  );
}

type Search = { readonly text: string; readonly items: readonly TillItem[]; readonly ms: number };

/** Searches as one types; an answer that comes after a newer one is dropped. */
function useSearch(text: string): Search {
  const [found, setFound] = useState<Search>({ text: '', items: [], ms: 0 });
  useEffect(() => {
    let isNewest = true;
    const look = async () => {
      const beganAt = performance.now();
      const items = await searchShelf(text);
      if (isNewest) {
        setFound({ text, items, ms: performance.now() - beganAt });
      }
    };
    void look();
    return () => {
      isNewest = false;
    };
  }, [text]);
  return found;
}

type FoundProps = {
  readonly found: Search;
  readonly text: string;
  readonly onChoose: (item: TillItem) => void;
};

function Found({ found, text, onChoose }: FoundProps) {
  const words = useWords().till;
  const isKey = useHead()?.quickKeys ?? [];
  return (
    <div data-found={found.text} data-ms={Math.round(found.ms)}>
      <p aria-live="polite" className="pb-2 text-ink-soft text-sm">
        {found.text === text &&
          (found.items.length === 0 ? words.none : words.found(found.items.length))}
      </p>
      <ul className="space-y-2">
        {found.items.map((item) => (
          <li className="flex gap-2" key={item.id}>
            <ItemButton item={item} onChoose={onChoose} />
            <KeyButton isKey={isKey.includes(item.id)} item={item} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ItemButton({
  item,
  onChoose,
}: {
  readonly item: TillItem;
  readonly onChoose: (item: TillItem) => void;
}) {
  const money = useMoney();
  const itemName = useItemName();
  const price = priceAt(item.prices, houseNow());
  return (
    <button
      className="flex min-h-16 min-w-0 flex-1 items-center gap-3 rounded-lg border border-line bg-paper px-4 py-2 text-left shadow-rest active:bg-shade"
      onClick={() => onChoose(item)}
      type="button"
    >
      <span className="min-w-0 flex-1">
        <b className="block leading-snug">
          {itemName({ ja: item.name, en: item.nameEn, kana: null })}
        </b>
        <span className="text-ink-soft text-sm">{item.code}</span>
      </span>
      {price !== undefined && <span className="shrink-0">{money(price)}</span>}
    </button>
  );
}

/** Puts an item on the quick keys of this shop, or takes it off; needs a line. */
function KeyButton({ item, isKey }: { readonly item: TillItem; readonly isKey: boolean }) {
  const words = useWords().till;
  const head = useHead();
  const { isPractice } = useTill();
  const change = async () => {
    const keys = head?.quickKeys ?? [];
    const itemIds = isKey ? keys.filter((id) => id !== item.id) : [...keys, item.id];
    const params = { path: { placeId: head?.placeId ?? '' } };
    await doneOf(api.PUT('/api/tills/quick-keys/{placeId}', { params, body: { itemIds } }));
    await queries.invalidateQueries({ queryKey: ['till', 'head'] });
  };
  return (
    <button
      className="w-24 shrink-0 rounded-lg border border-line bg-paper px-2 text-ai text-sm leading-tight active:bg-shade disabled:opacity-40"
      disabled={isPractice}
      onClick={() => void change().catch(() => undefined)}
      type="button"
    >
      {isKey ? words.removeKey : words.addKey}
    </button>
  );
}

function QuickKeys({ onChoose }: { readonly onChoose: (item: TillItem) => void }) {
  const words = useWords().till;
  const money = useMoney();
  const itemName = useItemName();
  const ids = useHead()?.quickKeys ?? [];
  const { items: count, phase } = useShelfState();
  const keys = useQuery({
    queryKey: ['till', 'keys', ids, phase, count],
    queryFn: () => findByIds(ids),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (ids.length === 0) {
    return <p className="rounded-lg bg-shade p-4 text-ink-soft">{words.noQuickKeys}</p>;
  }
  return (
    <ul
      aria-label={words.quickKeys}
      className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-4"
    >
      {(keys.data ?? []).map((item) => {
        const price = priceAt(item.prices, houseNow());
        return (
          <li key={item.id}>
            <button
              className="flex min-h-20 w-full flex-col justify-between rounded-lg border border-line bg-paper p-3 text-left shadow-rest active:bg-shade"
              onClick={() => onChoose(item)}
              type="button"
            >
              <b className="leading-snug">
                {itemName({ ja: item.name, en: item.nameEn, kana: null })}
              </b>
              {price !== undefined && <span className="text-sm">{money(price)}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
