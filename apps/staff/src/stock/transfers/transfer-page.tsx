// One transfer, from either end: packed by scanning and sent here, or waited for; a slip with its code goes into the box.
import { answerOf } from '@engawa/client';
import { buttonClass, formatCount } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../../api.ts';
import { repeating } from '../../offline/repeating.ts';
import { Answered } from '../../parts/states.tsx';
import { useOnce } from '../../parts/use-once.ts';
import { useStation } from '../../station/station.ts';
import { usePlaceName } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { addPiece, type Line, lineOf, setQuantity, sumPieces } from '../parts/lines.ts';
import { PieceRow } from '../parts/piece-row.tsx';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { doNow, type Transfer, useTransfer } from '../parts/use-room.ts';

export function TransferPage() {
  const { transferId = '' } = useParams();
  const transfer = useTransfer(transferId);
  const placeId = useStation()?.placeId;
  return (
    <Answered query={transfer}>
      {(found) =>
        found.state === 'requested' && found.fromPlaceId === placeId ? (
          <Pack key={found.id} transfer={found} />
        ) : (
          <Told transfer={found} />
        )
      }
    </Answered>
  );
}

function useHeading({ fromPlaceId, toPlaceId, supplier }: Transfer): string {
  const words = useWords();
  const placeName = usePlaceName();
  const from = fromPlaceId === null ? supplier : placeName(fromPlaceId);
  return words.stockroom.transfers.fromTo(from ?? '—', placeName(toPlaceId) ?? '—');
}

function Pack({ transfer }: { readonly transfer: Transfer }) {
  const words = useWords();
  const say = words.stockroom.transfers;
  const { id, lines: asked } = transfer;
  const initial = useMemo(
    () =>
      asked.map(({ itemId, code, name, requested }) =>
        lineOf({ itemId, code, nameJa: name, nameEn: null }, 0, requested),
      ),
    [asked],
  );
  const [lines, change, forget] = useDraft<readonly Line[]>(`pack-${id}`, initial);
  const once = useOnce();
  const isPart = (itemId: string) => asked.some((line) => line.itemId === itemId);
  const send = async () => {
    const params = { path: { transferId: id } };
    const body = { lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity })) };
    const sent = await doNow(
      () =>
        repeating((key) =>
          answerOf(
            api.POST('/api/stock/transfers/{transferId}/send', {
              params: { ...params, header: { 'idempotency-key': key } },
              body,
            }),
          ),
        ),
      say.sent,
    );
    if (sent !== undefined) {
      forget();
    }
  };
  return (
    <RoomPage
      actions={
        <>
          <CancelTransfer id={id} />
          <Button
            className="flex-1"
            data-act="send"
            disabled={sumPieces(lines) === 0}
            look="main"
            onClick={() => void once(send)}
          >
            {say.send(sumPieces(lines))}
          </Button>
        </>
      }
      back="/transfers"
      lead={say.packLead}
      title={useHeading(transfer)}
    >
      <ScanBar
        label={words.stockroom.scan.label}
        onPiece={(piece) => {
          if (isPart(piece.itemId)) {
            change((before) => addPiece(before, piece));
          } else {
            void doNow(() => Promise.reject(new Error(say.notAsked(piece.nameJa))), '');
          }
        }}
      />
      <ul className="space-y-2">
        {lines.map((line) => (
          <PieceRow
            key={line.itemId}
            line={line}
            onQuantity={(quantity) =>
              change((before) => setQuantity(before, line.itemId, quantity))
            }
            tone={line.quantity === line.expected ? 'good' : 'plain'}
          >
            <p className="text-sm">{say.wanted(formatCount(line.expected ?? 0))}</p>
          </PieceRow>
        ))}
      </ul>
      <p className="mt-4">
        <SlipLink id={id} />
      </p>
    </RoomPage>
  );
}

function CancelTransfer({ id }: { readonly id: string }) {
  const say = useWords().stockroom.transfers;
  const cancel = () =>
    void doNow(
      () =>
        answerOf(
          api.DELETE('/api/stock/transfers/{transferId}', { params: { path: { transferId: id } } }),
        ),
      say.cancelled,
    );
  return (
    <Button data-act="cancel" look="warning" onClick={cancel}>
      {say.cancel}
    </Button>
  );
}

function SlipLink({ id }: { readonly id: string }) {
  const say = useWords().stockroom.transfers;
  return (
    <a
      className={buttonClass('quiet')}
      href={`/api/stock/transfers/${id}/slip`}
      rel="noreferrer"
      target="_blank"
    >
      {say.print}
    </a>
  );
}

function Told({ transfer }: { readonly transfer: Transfer }) {
  const words = useWords();
  const say = words.stockroom.transfers;
  const placeId = useStation()?.placeId;
  const { id, state, toPlaceId, lines } = transfer;
  const isMine = toPlaceId === placeId;
  return (
    <RoomPage
      actions={
        state === 'sent' && isMine ? (
          <Link
            className={`flex-1 ${buttonClass('main')}`}
            data-act="receive"
            to={`/receive/${id}`}
          >
            {say.receive}
          </Link>
        ) : state === 'requested' && isMine ? (
          <CancelTransfer id={id} />
        ) : undefined
      }
      back="/transfers"
      lead={wordFor(say.states, state)}
      title={useHeading(transfer)}
    >
      <div className="overflow-x-auto">
        <table className="w-full text-left" data-state={state}>
          <thead className="text-ink-soft text-sm">
            <tr>
              <th className="py-2 font-normal">{say.item}</th>
              <th className="py-2 text-right font-normal">{say.columns.requested}</th>
              <th className="py-2 text-right font-normal">{say.columns.sent}</th>
              <th className="py-2 text-right font-normal">{say.columns.received}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ itemId, name, requested, sent, received }) => (
              <tr className="border-line border-t" key={itemId}>
                <td className="py-3 pr-3">{name}</td>
                <td className="py-3 text-right tabular-nums">{formatCount(requested)}</td>
                <td className="py-3 text-right tabular-nums">
                  {sent === null ? words.common.none : formatCount(sent)}
                </td>
                <td
                  className={`py-3 text-right tabular-nums ${received !== null && received !== sent ? 'font-bold text-kaki' : ''}`}
                >
                  {received === null ? words.common.none : formatCount(received)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {state === 'sent' ? (
        <p className="mt-4">
          <SlipLink id={id} />
        </p>
      ) : null}
    </RoomPage>
  );
}
