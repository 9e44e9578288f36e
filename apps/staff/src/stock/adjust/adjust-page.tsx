// 在庫調整: what is scanned is taken (or was found), with a reason. Beyond what a clerk may do alone it waits, and whoever
// may says yes or no here.
import { answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { useState } from 'react';
import { api } from '../../api.ts';
import { notify } from '../../parts/notices.tsx';
import { play } from '../../parts/sound.ts';
import { Answered } from '../../parts/states.tsx';
import { useOnce } from '../../parts/use-once.ts';
import { useStation } from '../../station/station.ts';
import { useShopMoney, useTimes } from '../../station/use-places.ts';
import { newId } from '../../till/ids.ts';
import { useWords } from '../../words/words.ts';
import { doKept } from '../outbox/send-kept.ts';
import { addPiece, type Line, setQuantity, sumPieces } from '../parts/lines.ts';
import { PieceRow } from '../parts/piece-row.tsx';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { type AdjustmentsOfPlace, doNow, useAdjustments } from '../parts/use-room.ts';
import { type Reason, ReasonSelect } from './reason-select.tsx';

const nothing: readonly Line[] = [];

export function AdjustPage() {
  const words = useWords();
  const say = words.stockroom.adjust;
  const placeId = useStation()?.placeId ?? '';
  const adjustments = useAdjustments(placeId);
  const [lines, change, forget] = useDraft(`adjust-${placeId}`, nothing);
  const [reason, setReason] = useState<Reason>();
  const once = useOnce();
  const post = async () => {
    for (const { itemId, quantity, nameJa } of lines) {
      if (quantity > 0 && reason !== undefined) {
        const id = newId('adjustment');
        const signed = reason === 'found' ? quantity : -quantity;
        await doKept(id, `${nameJa} ${signed}`, {
          kind: 'adjustment',
          body: { id, placeId, itemId, quantity: signed, reason },
        });
        // Whoever is interrupted here finds the rest, and nothing twice.
        change((before) => before.filter((line) => line.itemId !== itemId));
      }
    }
    play('good');
    notify({ tone: 'calm', text: say.done });
    forget();
    setReason(undefined);
  };
  return (
    <RoomPage
      actions={
        <Button
          className="flex-1"
          data-act="adjust"
          disabled={reason === undefined || sumPieces(lines) === 0}
          look="main"
          onClick={() => void once(post)}
        >
          {reason === 'found' ? say.add(sumPieces(lines)) : say.take(sumPieces(lines))}
        </Button>
      }
      back="/stockroom"
      lead={say.lead}
      title={say.title}
    >
      <ScanBar
        label={words.stockroom.scan.label}
        onPiece={(piece) => change((before) => addPiece(before, piece))}
      />
      <div className="mb-4">
        <ReasonSelect label={say.reason} onChange={setReason} value={reason} />
      </div>
      <ul className="mb-8 space-y-2">
        {lines.map((line) => (
          <PieceRow
            key={line.itemId}
            line={line}
            onQuantity={(quantity) =>
              change((before) => setQuantity(before, line.itemId, quantity))
            }
          />
        ))}
      </ul>
      <Answered query={adjustments}>{(found) => <Past found={found} />}</Answered>
    </RoomPage>
  );
}

function Past({ found: { adjustments, limit } }: { readonly found: AdjustmentsOfPlace }) {
  const words = useWords();
  const say = words.stockroom.adjust;
  const times = useTimes();
  const money = useShopMoney();
  const decide = (adjustmentId: string, isAccepted: boolean) =>
    void doNow(
      () =>
        answerOf(
          api.POST('/api/stock/adjustments/{adjustmentId}/decision', {
            params: { path: { adjustmentId } },
            body: { isAccepted },
          }),
        ),
      isAccepted ? say.accepted : say.refused,
    );
  return (
    <>
      {limit.isMine ? (
        <p className="mb-4 text-ink-soft text-sm">
          {say.limit(formatCount(limit.pieces), money(limit.valueMinor))}
        </p>
      ) : null}
      <h2 className="mb-2 font-bold">{say.lately}</h2>
      <ul className="space-y-2">
        {adjustments.slice(0, 30).map((each) => (
          <li
            className={`flex flex-wrap items-center gap-3 rounded-lg border bg-paper p-3 ${each.state === 'waiting' ? 'border-kaki' : 'border-line'}`}
            data-adjustment={each.code}
            data-state={each.state}
            key={each.id}
          >
            <span className="min-w-44 flex-1">
              <b className="block">
                {each.name} {each.quantity > 0 ? '+' : ''}
                {formatCount(each.quantity)}
              </b>
              <span className="text-ink-soft text-sm">
                {wordFor(say.reasons, each.reason)} {times.moment(each.askedAt)} {each.askedBy}
              </span>
            </span>
            <span className={each.state === 'waiting' ? 'font-bold text-kaki' : 'text-ink-soft'}>
              {say.states[each.state]}
            </span>
            {each.state === 'waiting' && !limit.isMine ? (
              <span className="flex gap-2">
                <Button data-act="accept" look="main" onClick={() => decide(each.id, true)}>
                  {say.accept}
                </Button>
                <Button data-act="refuse" look="warning" onClick={() => decide(each.id, false)}>
                  {say.refuse}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
