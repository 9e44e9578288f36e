// What can be changed of a deed that the house said no to: how many, why, the shelf, the count it belongs to.
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { useStation } from '../../station/station.ts';
import { useTimes } from '../../station/use-places.ts';
import { newId } from '../../till/ids.ts';
import { useWords } from '../../words/words.ts';
import { ReasonSelect } from '../adjust/reason-select.tsx';
import { useCounts } from '../parts/use-room.ts';
import { useItem, useItemName } from '../use-items.ts';
import { type Corrected, type Correction, correctDeed, piecesOf } from './correct-deed.ts';
import type { KeptDeed } from './kept.ts';
import { control, Labelled } from './labelled.tsx';

type CorrectDeedProps = {
  readonly kept: KeptDeed;
  readonly onCorrected: (corrected: Corrected) => void;
};

export function CorrectDeed({ kept, onCorrected }: CorrectDeedProps) {
  const words = useWords();
  const say = words.stockroom.outbox;
  const { deed } = kept;
  const pieces = piecesOf(deed);
  const [typed, setTyped] = useState(() => pieces.map(({ quantity }) => String(quantity)));
  const [change, setChange] = useState<Omit<Correction, 'quantities'>>({});
  const quantities = typed.map((text) => (text === '' ? Number.NaN : Number(text)));
  const corrected = quantities.every((each) => Number.isFinite(each))
    ? correctDeed(kept, { ...change, quantities }, newId)
    : undefined;
  return (
    <form
      className="mt-3 space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (corrected !== undefined) {
          onCorrected(corrected);
        }
      }}
    >
      {pieces.map(({ line, itemId }) => (
        <Pieces
          itemId={itemId}
          key={line}
          onType={(text) => setTyped((before) => before.with(line, text))}
          typed={typed[line] ?? ''}
        />
      ))}
      {deed.kind === 'adjustment' ? (
        <ReasonSelect
          label={words.stockroom.adjust.reason}
          onChange={(reason) => setChange({ reason })}
          value={change.reason ?? deed.body.reason}
        />
      ) : null}
      {deed.kind === 'tally' ? (
        <CountSelect
          onChange={(countId) => setChange({ countId })}
          value={change.countId ?? deed.countId}
        />
      ) : null}
      {deed.kind === 'shelf' ? (
        <Labelled label={say.shelf}>
          {(id) => (
            <input
              autoCapitalize="characters"
              className={control}
              id={id}
              maxLength={30}
              name="shelf"
              onChange={({ target }) => setChange({ shelf: target.value })}
              value={change.shelf ?? deed.shelf}
            />
          )}
        </Labelled>
      ) : null}
      <Button
        data-act="send-corrected"
        disabled={corrected === undefined}
        look="main"
        type="submit"
      >
        {say.sendCorrected}
      </Button>
    </form>
  );
}

type PiecesProps = {
  readonly itemId: string;
  readonly typed: string;
  readonly onType: (text: string) => void;
};

function Pieces({ itemId, typed, onType }: PiecesProps) {
  const words = useWords();
  const item = useItem(itemId, useStation()?.placeId ?? '').data?.data;
  const itemName = useItemName();
  const name = item === undefined ? itemId : itemName(item.name);
  return (
    <Labelled label={words.stockroom.lines.quantity(name)}>
      {(id) => (
        <input
          className={`${control} tabular-nums`}
          id={id}
          inputMode="decimal"
          name="quantity"
          onChange={({ target }) =>
            onType(target.value.normalize('NFKC').replaceAll(/[^\d.]/gu, ''))
          }
          value={typed}
        />
      )}
    </Labelled>
  );
}

type CountSelectProps = { readonly value: string; readonly onChange: (countId: string) => void };

/** The counts of this place that go on; the one it was told to stays in the list, so that nothing is chosen by itself. */
function CountSelect({ value, onChange }: CountSelectProps) {
  const words = useWords();
  const say = words.stockroom.outbox;
  const times = useTimes();
  const sessions = useCounts(useStation()?.placeId ?? '').data?.data ?? [];
  const going = sessions.filter(({ state }) => state === 'open' || state === 'review');
  const isOver = going.every(({ id }) => id !== value);
  return (
    <Labelled label={say.count}>
      {(id) => (
        <select
          className={control}
          id={id}
          name="count"
          onChange={({ target }) => onChange(target.value)}
          value={value}
        >
          {isOver ? <option value={value}>{say.countOver}</option> : null}
          {going.map((each) => (
            <option key={each.id} value={each.id}>
              {each.area ?? words.stockroom.counts.title} {times.moment(each.openedAt)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
