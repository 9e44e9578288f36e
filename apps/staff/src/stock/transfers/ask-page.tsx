// Asking another shop for pieces: which shop, and what is scanned or typed. What is asked for is kept there from then on.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api.ts';
import { repeating } from '../../offline/repeating.ts';
import { useOnce } from '../../parts/use-once.ts';
import { useStation } from '../../station/station.ts';
import { usePlaceName, usePlaces } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { addPiece, type Line, setQuantity, sumPieces } from '../parts/lines.ts';
import { PieceRow } from '../parts/piece-row.tsx';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { doNow } from '../parts/use-room.ts';

const nothing: readonly Line[] = [];

export function AskPage() {
  const words = useWords();
  const say = words.stockroom.transfers;
  const placeId = useStation()?.placeId ?? '';
  const places = usePlaces().data?.data ?? [];
  const placeName = usePlaceName();
  const navigate = useNavigate();
  const [from, setFrom] = useState('');
  const once = useOnce();
  const [lines, change, forget] = useDraft(`ask-${placeId}`, nothing);
  const keepers = places.filter(
    ({ id, capabilities }) => id !== placeId && capabilities.includes('holds_stock'),
  );
  const ask = async () => {
    const body = {
      fromPlaceId: from,
      toPlaceId: placeId,
      lines: lines
        .filter(({ quantity }) => quantity > 0)
        .map(({ itemId, quantity }) => ({ itemId, quantity })),
    };
    const made = await doNow(
      () =>
        repeating((key) =>
          answerOf(
            api.POST('/api/stock/transfers', {
              params: { header: { 'idempotency-key': key } },
              body,
            }),
          ),
        ),
      say.askedDone(placeName(from) ?? ''),
    );
    if (made !== undefined) {
      forget();
      await navigate('/transfers');
    }
  };
  return (
    <RoomPage
      actions={
        <Button
          className="flex-1"
          data-act="ask"
          disabled={from === '' || sumPieces(lines) === 0}
          look="main"
          onClick={() => void once(ask)}
        >
          {say.askNow(sumPieces(lines))}
        </Button>
      }
      back="/transfers"
      title={say.ask}
    >
      <label className="mb-4 block text-sm">
        {say.from}
        <select
          className="mt-1 block min-h-14 w-full rounded-lg border border-edge bg-paper px-3 text-lg"
          name="from"
          onChange={({ target }) => setFrom(target.value)}
          value={from}
        >
          <option value="">{say.choose}</option>
          {keepers.map(({ id }) => (
            <option key={id} value={id}>
              {placeName(id)}
            </option>
          ))}
        </select>
      </label>
      <ScanBar
        label={words.stockroom.scan.label}
        onPiece={(piece) => change((before) => addPiece(before, piece))}
      />
      <ul className="space-y-2">
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
    </RoomPage>
  );
}
