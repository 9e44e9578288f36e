// Unpacking one delivery: each scan is a piece, lots and breakage where there are any. It is booked as a fact, kept on the
// tablet where there is no line, and told once.
import { Button } from '@engawa/ui/work';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { notify } from '../../parts/notices.tsx';
import { play } from '../../parts/sound.ts';
import { Answered } from '../../parts/states.tsx';
import { useStation } from '../../station/station.ts';
import { usePlaceName, useTimes } from '../../station/use-places.ts';
import { newId } from '../../till/ids.ts';
import { useWords } from '../../words/words.ts';
import { doKept } from '../outbox/send-kept.ts';
import { addPiece, changeLine, type Line, lineOf, setQuantity, sumPieces } from '../parts/lines.ts';
import { PieceRow } from '../parts/piece-row.tsx';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { type Transfer, useTransfer } from '../parts/use-room.ts';
import { LineDetails } from './line-details.tsx';

export function UnpackPage() {
  const { transferId = 'free' } = useParams();
  return transferId === 'free' ? (
    <Unpack key="free" transfer={null} />
  ) : (
    <OfTransfer key={transferId} transferId={transferId} />
  );
}

function OfTransfer({ transferId }: { readonly transferId: string }) {
  const words = useWords();
  const transfer = useTransfer(transferId);
  return (
    <Answered query={transfer}>
      {(found) =>
        found.state === 'sent' ? (
          <Unpack transfer={found} />
        ) : (
          <RoomPage back="/receive" title={words.stockroom.receive.title}>
            <p
              className="rounded-lg bg-kaki-mist p-4 text-kaki"
              data-state={found.state}
              role="alert"
            >
              {found.state === 'received'
                ? words.stockroom.receive.already
                : words.stockroom.receive.notSent}
            </p>
          </RoomPage>
        )
      }
    </Answered>
  );
}

type Draft = {
  readonly id: string;
  readonly slip: string;
  readonly supplier: string;
  readonly lines: readonly Line[];
};

function beginOf(transfer: Transfer | null): Draft {
  return {
    id: newId('receipt'),
    slip: transfer?.slip ?? '',
    supplier: transfer?.supplier ?? '',
    lines: (transfer?.lines ?? []).map(({ itemId, code, name, sent, requested }) =>
      lineOf({ itemId, code, nameJa: name, nameEn: null }, 0, sent ?? requested),
    ),
  };
}

function Unpack({ transfer }: { readonly transfer: Transfer | null }) {
  const words = useWords();
  const say = words.stockroom.receive;
  const placeId = useStation()?.placeId ?? '';
  const placeName = usePlaceName();
  const navigate = useNavigate();
  const initial = useMemo(() => beginOf(transfer), [transfer]);
  const [draft, change, forget] = useDraft(`receive-${placeId}-${transfer?.id ?? 'free'}`, initial);
  const [openItem, setOpenItem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { lines } = draft;
  const setLines = useCallback(
    (next: (before: readonly Line[]) => readonly Line[]) =>
      change((before) => ({ ...before, lines: next(before.lines) })),
    [change],
  );
  const from =
    transfer === null
      ? say.free
      : ((transfer.fromPlaceId === null ? transfer.supplier : placeName(transfer.fromPlaceId)) ??
        say.title);
  const book = async () => {
    setIsBusy(true);
    const title = [from, draft.slip].filter((text) => text !== '').join(' ');
    await doKept(draft.id, title, { kind: 'receipt', body: bodyOf(draft, transfer, placeId) });
    play('good');
    notify({ tone: 'calm', text: say.booked });
    forget();
    await navigate('/receive');
  };
  const isEmpty = transfer === null && lines.every(({ quantity }) => quantity === 0);
  return (
    <RoomPage
      actions={
        <>
          {transfer === null ? null : (
            <Button data-act="all" onClick={() => setLines(asExpected)}>
              {say.all}
            </Button>
          )}
          <Button
            className="flex-1"
            data-act="book"
            disabled={isBusy || isEmpty}
            look="main"
            onClick={() => void book()}
          >
            {say.book(sumPieces(lines))}
          </Button>
        </>
      }
      back="/receive"
      lead={draft.slip === '' ? undefined : say.slipNumber(draft.slip)}
      title={from}
    >
      <ScanBar
        label={words.stockroom.scan.label}
        onPiece={(piece) => setLines((before) => addPiece(before, piece))}
      />
      {transfer === null ? (
        <div className="mb-4 grid gap-3 md:grid-cols-2">
          {(['supplier', 'slip'] as const).map((field) => (
            <label className="text-sm" key={field}>
              {say.fields[field]}
              <input
                autoComplete="off"
                className="mt-1 block min-h-12 w-full rounded-lg border border-edge bg-paper px-3 text-base"
                maxLength={60}
                name={field}
                onChange={({ target }) =>
                  change((before) => ({ ...before, [field]: target.value }))
                }
                value={draft[field]}
              />
            </label>
          ))}
        </div>
      ) : null}
      <ul className="space-y-2">
        {lines.map((line) => (
          <PieceRow
            key={line.itemId}
            line={line}
            onQuantity={(quantity) =>
              setLines((before) => setQuantity(before, line.itemId, quantity))
            }
            tone={toneOf(line, transfer !== null)}
          >
            <Difference hasSlip={transfer !== null} line={line} />
            <Button
              aria-expanded={openItem === line.itemId}
              className="-ml-5"
              data-act="details"
              look="plain"
              onClick={() => setOpenItem(openItem === line.itemId ? undefined : line.itemId)}
            >
              {say.details}
            </Button>
            {openItem === line.itemId ? (
              <LineDetails
                line={line}
                onChange={(changed) =>
                  setLines((before) => changeLine(before, line.itemId, changed))
                }
              />
            ) : null}
          </PieceRow>
        ))}
      </ul>
    </RoomPage>
  );
}

function asExpected(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) =>
    line.expected === null ? line : { ...line, quantity: line.expected },
  );
}

function toneOf({ quantity, expected }: Line, hasSlip: boolean): 'plain' | 'good' | 'bad' {
  if (!hasSlip || quantity === 0) {
    return 'plain';
  }
  return quantity === expected ? 'good' : 'bad';
}

function Difference({ line, hasSlip }: { readonly line: Line; readonly hasSlip: boolean }) {
  const words = useWords();
  const say = words.stockroom.receive;
  const times = useTimes();
  const { quantity, expected, damaged, lot, bestBefore } = line;
  const difference = quantity - (expected ?? 0);
  const told = !hasSlip
    ? ''
    : expected === null
      ? say.notOnSlip
      : difference === 0
        ? say.ofExpected(expected)
        : `${say.ofExpected(expected)} ${difference < 0 ? say.short(-difference) : say.over(difference)}`;
  return (
    <p className="text-sm">
      <span className={difference === 0 || !hasSlip ? '' : 'font-bold text-kaki'}>{told}</span>
      {damaged > 0 ? <span className="ml-3 font-bold text-kaki">{say.broken(damaged)}</span> : null}
      {lot === '' ? null : <span className="ml-3">{lot}</span>}
      {bestBefore === '' ? null : <span className="ml-3">{say.until(times.date(bestBefore))}</span>}
    </p>
  );
}

function bodyOf({ id, slip, supplier, lines }: Draft, transfer: Transfer | null, placeId: string) {
  return {
    id,
    placeId,
    ...(transfer === null ? {} : { transferId: transfer.id }),
    ...(slip.trim() === '' ? {} : { slip: slip.trim() }),
    ...(supplier.trim() === '' ? {} : { supplier: supplier.trim() }),
    lines: lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ itemId, quantity, damaged, lot, bestBefore }) => ({
        itemId,
        quantity,
        ...(damaged > 0 ? { damaged } : {}),
        // A date without a number of the lot is its own number.
        ...(lot === '' && bestBefore === ''
          ? {}
          : {
              lot: {
                code: lot === '' ? bestBefore : lot,
                ...(bestBefore === '' ? {} : { bestBefore }),
              },
            }),
      })),
  };
}
