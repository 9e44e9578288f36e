// 入荷: what is expected, by its slip, and what came lately. A slip that is scanned opens its delivery.

import { buttonClass } from '@engawa/ui';
import { Empty, Icon } from '@engawa/ui/work';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Answered } from '../../parts/states.tsx';
import { useStation } from '../../station/station.ts';
import { usePlaceName, useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { type Receipt, type Transfer, useReceipts, useTransfers } from '../parts/use-room.ts';

export function ReceivePage() {
  const words = useWords();
  const say = words.stockroom.receive;
  const placeId = useStation()?.placeId ?? '';
  const transfers = useTransfers(placeId);
  const receipts = useReceipts(placeId);
  const navigate = useNavigate();
  const [wrong, setWrong] = useState<string>();
  const expected = (transfers.data?.data ?? []).filter(
    ({ state, toPlaceId }) => state === 'sent' && toPlaceId === placeId,
  );
  const open = (id: string) => void navigate(`/receive/${id}`);
  const bySlip = (code: string) => {
    const found = expected.find(({ slip }) => slip === code);
    if (found !== undefined) {
      open(found.id);
    }
    return found !== undefined;
  };
  return (
    <RoomPage
      actions={
        <Link className={`flex-1 ${buttonClass('main')}`} data-act="free" to="/receive/free">
          {say.free}
        </Link>
      }
      back="/stockroom"
      lead={say.lead}
      title={say.title}
    >
      <ScanBar
        label={say.slip}
        onOther={bySlip}
        onPiece={(piece) => {
          const withIt = expected.filter(({ lines }) =>
            lines.some(({ itemId }) => itemId === piece.itemId),
          );
          const [only] = withIt;
          if (withIt.length === 1 && only !== undefined) {
            open(only.id);
          } else {
            setWrong(withIt.length === 0 ? say.notExpected(piece.nameJa) : say.several);
          }
        }}
        onTransfer={open}
      />
      {wrong === undefined ? null : (
        <p className="mb-4 rounded-lg bg-kaki-mist p-3 text-kaki" role="alert">
          {wrong}
        </p>
      )}
      <h2 className="mb-2 font-bold">{say.expected}</h2>
      <Answered query={transfers}>
        {() =>
          expected.length === 0 ? (
            <Empty icon="import" title={say.none} />
          ) : (
            <ul className="space-y-2">
              {expected.map((transfer) => (
                <Expected key={transfer.id} transfer={transfer} />
              ))}
            </ul>
          )
        }
      </Answered>
      <h2 className="mt-8 mb-2 font-bold">{say.lately}</h2>
      <Answered query={receipts}>
        {(list) => (
          <ul className="space-y-2">
            {list.slice(0, 20).map((receipt) => (
              <Came key={receipt.id} receipt={receipt} />
            ))}
          </ul>
        )}
      </Answered>
    </RoomPage>
  );
}

function Expected({ transfer }: { readonly transfer: Transfer }) {
  const words = useWords();
  const say = words.stockroom.receive;
  const placeName = usePlaceName();
  const times = useTimes();
  const { id, slip, supplier, fromPlaceId, dueOn, lines } = transfer;
  const from = fromPlaceId === null ? supplier : placeName(fromPlaceId);
  return (
    <li>
      <Link
        className="flex min-h-16 items-center gap-4 rounded-lg border border-line bg-paper px-4 py-3 shadow-rest active:bg-shade"
        data-expected={slip ?? id}
        to={`/receive/${id}`}
      >
        <Icon
          className="size-6 shrink-0 text-ai"
          name={fromPlaceId === null ? 'import' : 'truck'}
        />
        <span className="min-w-0 flex-1">
          <b className="block">{from ?? say.unknownSender}</b>
          <span className="text-ink-soft text-sm">
            {slip === null ? null : <span className="mr-3">{say.slipNumber(slip)}</span>}
            {say.items(lines.length)}
            {dueOn === null ? null : <span className="ml-3">{say.due(times.date(dueOn))}</span>}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Came({ receipt }: { readonly receipt: Receipt }) {
  const words = useWords();
  const say = words.stockroom.receive;
  const times = useTimes();
  const { id, slip, supplier, receivedAt, short, over, damaged, lines } = receipt;
  const differences = [
    short > 0 ? say.short(short) : '',
    over > 0 ? say.over(over) : '',
    damaged > 0 ? say.broken(damaged) : '',
  ].filter((text) => text !== '');
  const wanted = lines
    .filter(({ came }) => came > 0)
    .map(({ itemId, came }) => `${itemId}:${Math.ceil(came)}`);
  return (
    <li
      className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-paper p-3"
      data-receipt-of={slip ?? id}
    >
      <span className="min-w-44 flex-1">
        <b className="block">{supplier ?? slip ?? say.withoutSlip}</b>
        <span className="text-ink-soft text-sm">
          {times.moment(receivedAt)} {say.items(lines.length)}
        </span>
        <span
          className={`block text-sm ${differences.length === 0 ? 'text-ink-soft' : 'font-bold text-kaki'}`}
          data-differences={differences.length}
        >
          {differences.length === 0 ? say.asExpected : differences.join(' ')}
        </span>
      </span>
      <Link
        className={buttonClass('quiet')}
        to={`/labels?items=${encodeURIComponent(wanted.join(','))}`}
      >
        {say.labels}
      </Link>
    </li>
  );
}
