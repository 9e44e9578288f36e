// Counting: each scan is a piece, a number can be typed. Several tablets count the same; without a line it goes on.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useCallback, useMemo, useState } from 'react';
import { api } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { doKept, useOutbox } from '../outbox/send-kept.ts';
import { addPiece, type Line, lineOf, setQuantity, sumPieces } from '../parts/lines.ts';
import { PieceRow } from '../parts/piece-row.tsx';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { type CountInFull, doNow } from '../parts/use-room.ts';
import { beginWalk, changeWalk, type Walk } from './walk.ts';

export function CountWalk({ count }: { readonly count: CountInFull }) {
  const words = useWords();
  const say = words.stockroom.counts;
  const { id } = count;
  const [initial] = useState(beginWalk);
  const [walk, change] = useDraft<Walk>(`walk-${id}`, initial);
  const outbox = useOutbox();
  const apply = useCallback(
    (itemId: string, next: (lines: readonly Line[]) => readonly Line[]) =>
      change((before) => {
        const after = changeWalk(before, itemId, next);
        const line = after.lines.find((each) => each.itemId === itemId);
        if (line !== undefined) {
          keep(id, after, line);
        }
        return after;
      }),
    [change, id],
  );
  const counted = useMemo(() => new Set(walk.lines.map(({ itemId }) => itemId)), [walk.lines]);
  const left = count.lines.filter((line) => line.counted === null && !counted.has(line.itemId));
  const others = count.lines.filter((line) => line.counted !== null && !counted.has(line.itemId));
  const finish = () =>
    void doNow(
      () =>
        answerOf(
          api.POST('/api/stock/count-sessions/{countId}/review', {
            params: { path: { countId: id } },
          }),
        ),
      say.finished,
    );
  return (
    <RoomPage
      actions={
        <>
          <CancelCount id={id} />
          <Button
            className="flex-1"
            data-act="finish"
            disabled={!outbox.isKnown || outbox.waiting > 0}
            look="main"
            onClick={finish}
          >
            {say.finish}
          </Button>
        </>
      }
      back="/counts"
      lead={say.blind}
      title={count.area ?? say.title}
    >
      <ScanBar
        label={words.stockroom.scan.label}
        onPiece={(piece) => apply(piece.itemId, (lines) => addPiece(lines, piece))}
      />
      <p className="mb-3 font-bold" data-pieces={sumPieces(walk.lines)}>
        {say.sum(sumPieces(walk.lines), walk.lines.length)}
      </p>
      <ul className="space-y-2" data-walk={walk.walkId}>
        {walk.lines.slice(0, 200).map((line) => (
          <PieceRow
            key={line.itemId}
            line={line}
            onQuantity={(quantity) =>
              apply(line.itemId, (lines) => setQuantity(lines, line.itemId, quantity))
            }
          />
        ))}
      </ul>
      {left.length === 0 ? null : (
        <section className="mt-8">
          <h2 className="mb-2 font-bold">{say.left(left.length)}</h2>
          <ul className="space-y-2">
            {left.slice(0, 200).map(({ itemId, code, name, shelf }) => (
              <li
                className="flex min-h-16 items-center gap-4 rounded-lg border border-line bg-paper p-3"
                data-left={code}
                key={itemId}
              >
                <b className="min-w-16 text-lg">{shelf ?? words.common.none}</b>
                <span className="min-w-0 flex-1">
                  {name}
                  <span className="block text-ink-soft text-sm">{code}</span>
                </span>
                <Button
                  data-act="none"
                  onClick={() =>
                    apply(itemId, (lines) => [
                      ...lines,
                      lineOf({ itemId, code, nameJa: name, nameEn: null }, 0),
                    ])
                  }
                >
                  {say.noneThere}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {others.length === 0 ? null : (
        <p className="mt-6 text-ink-soft" data-others={others.length}>
          {say.byOthers(others.length)}
        </p>
      )}
    </RoomPage>
  );
}

function keep(
  countId: string,
  { walkId, revision }: Walk,
  { itemId, quantity, nameJa }: Line,
): void {
  void doKept(`${countId} ${walkId} ${itemId}`, nameJa, {
    kind: 'tally',
    countId,
    walkId,
    itemId,
    quantity,
    revision,
  });
}

function CancelCount({ id }: { readonly id: string }) {
  const say = useWords().stockroom.counts;
  const cancel = () =>
    void doNow(
      () =>
        answerOf(
          api.DELETE('/api/stock/count-sessions/{countId}', { params: { path: { countId: id } } }),
        ),
      say.cancelled,
    );
  return (
    <Button data-act="cancel" look="warning" onClick={cancel}>
      {say.cancel}
    </Button>
  );
}
