// A line that is not there: up to three others are offered to her, or it is taken off.
import { Button } from '@engawa/ui/work';
import { useEffect, useRef, useState } from 'react';
import { complain, notify } from '../parts/notices.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { play } from '../parts/sound.ts';
import { findItems, type ItemRow } from '../stock/use-items.ts';
import { useWords } from '../words/words.ts';
import { type Pick, renew, sendShort } from './use-picks.ts';

type ShortLineProps = {
  readonly pick: Pick;
  readonly placeId: string;
  readonly onDone: () => void;
};

const offersMax = 3;
const shownMax = 12;

export function ShortLine({ pick, placeId, onDone }: ShortLineProps) {
  const words = useWords();
  const said = words.back.pick.short;
  const heading = useRef<HTMLHeadingElement>(null);
  const [found, setFound] = useState<readonly ItemRow[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  useEffect(() => heading.current?.focus(), []);
  const search = (text: string) =>
    void findItems(text, placeId).then(
      (items) => setFound(items.filter((item) => item.id !== pick.itemId).slice(0, shownMax)),
      complain,
    );
  const send = async (ids: readonly string[]) => {
    try {
      await sendShort(pick, [...ids]);
      notify({ tone: 'calm', text: ids.length === 0 ? said.taken : said.sent });
      onDone();
    } catch (error) {
      play('bad');
      complain(error);
    }
    await renew();
  };
  const toggle = (id: string) =>
    setChosen((before) =>
      before.includes(id)
        ? before.filter((each) => each !== id)
        : [...before, id].slice(-offersMax),
    );
  return (
    <section className="mb-4 rounded-lg border-2 border-kaki bg-paper p-4" data-short={pick.number}>
      <h2 className="font-bold text-lg" ref={heading} tabIndex={-1}>
        {said.title(pick.name)}
      </h2>
      <p className="text-ink-soft text-sm">{said.lead}</p>
      <SearchField initial="" label={said.search} onSearch={search} />
      <div className="grid gap-2 md:grid-cols-2">
        {found.map((item) => (
          <button
            aria-pressed={chosen.includes(item.id)}
            className={`min-h-14 rounded-lg border px-4 text-left ${chosen.includes(item.id) ? 'border-ai bg-ai-mist font-bold' : 'border-line'}`}
            key={item.id}
            onClick={() => toggle(item.id)}
            type="button"
          >
            {item.name.ja}
          </button>
        ))}
      </div>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          data-act="ask"
          disabled={chosen.length === 0}
          look="main"
          onClick={() => void send(chosen)}
        >
          {said.ask}
        </Button>
        <Button onClick={() => void send([])}>{said.without}</Button>
        <Button look="plain" onClick={onDone}>
          {said.cancel}
        </Button>
      </div>
    </section>
  );
}
