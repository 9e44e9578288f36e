// The pick list along the shelves. A scan confirms a piece of whichever line wants it, Enter confirms one by hand, the
// arrows go along the list. What is complete asks for its shelf at once.
import { Button, Empty, Icon } from '@engawa/ui/work';
import { useCallback, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { complain, notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { Answered } from '../parts/states.tsx';
import { readScan } from '../scan/read-scan.ts';
import { ScanCamera } from '../scan/scan-camera.tsx';
import { useScans } from '../scan/use-scans.ts';
import { useStation } from '../station/station.ts';
import { findItems } from '../stock/use-items.ts';
import { useWords } from '../words/words.ts';
import { PackOrder } from './pack-order.tsx';
import { PickRow } from './pick-row.tsx';
import { ShortLine } from './short-line.tsx';
import { type Pick, renew, sendFound, usePicks } from './use-picks.ts';

export function PickPage() {
  const words = useWords();
  const placeId = useStation()?.placeId ?? '';
  const picks = usePicks(placeId);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-4xl p-4 pane:p-6">
        <header className="mb-4 flex flex-wrap items-center gap-3">
          <div className="min-w-60 flex-1">
            <h1 className="font-bold text-xl">{words.back.pick.title}</h1>
            <p className="text-ink-soft text-sm">{words.back.pick.lead}</p>
          </div>
          <Link className="min-h-12 content-center px-3 text-ai underline" to="/parcels">
            {words.back.parcels.title}
          </Link>
        </header>
        <Answered query={picks}>{(lines) => <PickList lines={lines} placeId={placeId} />}</Answered>
      </div>
    </div>
  );
}

function isOpen(pick: Pick): boolean {
  return pick.picked < pick.quantity && pick.ask !== 'asked' && pick.clerk === null;
}

type PickListProps = { readonly lines: readonly Pick[]; readonly placeId: string };

function PickList({ lines, placeId }: PickListProps) {
  const words = useWords();
  const [short, setShort] = useState<Pick>();
  const [hasCamera, setHasCamera] = useState(false);
  const find = useFind(lines, placeId);
  const onStop = useCallback(() => setHasCamera(false), []);
  const onCode = useCallback((code: string) => void find.byCode(code), [find]);
  useScans(onCode);
  const complete = completeOrders(lines);
  const open = lines.filter((line) => line.picked < line.quantity);
  if (lines.length === 0) {
    return <Empty hint={words.back.pick.emptyHint} icon="box" title={words.back.pick.empty} />;
  }
  return (
    <>
      {complete.map((line) => (
        <PackOrder
          key={line.orderId}
          number={line.number}
          orderId={line.orderId}
          parcel={line.parcel}
        />
      ))}
      {short === undefined ? null : (
        <ShortLine
          key={`${short.orderId}${short.line}`}
          onDone={() => setShort(undefined)}
          pick={short}
          placeId={placeId}
        />
      )}
      {hasCamera ? (
        <div className="mb-4 max-w-md">
          <ScanCamera onCode={onCode} onStop={onStop} />
        </div>
      ) : (
        <Button className="mb-4" onClick={() => setHasCamera(true)}>
          <Icon name="scan" />
          {words.back.pick.camera}
        </Button>
      )}
      <ul className="space-y-2" onKeyDown={goAlong}>
        {open.map((line) => (
          <PickRow
            key={`${line.orderId}${line.line}`}
            onFound={() => void find.byHand(line)}
            onShort={() => setShort(line)}
            pick={line}
          />
        ))}
      </ul>
    </>
  );
}

/** The arrows go from one main button to the next. */
function goAlong(event: React.KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) {
    return;
  }
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[data-act="found"]')];
  const row = event.target instanceof HTMLElement ? event.target.closest('li') : null;
  const at = all.findIndex((button) => button.closest('li') === row);
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  if (next !== undefined) {
    event.preventDefault();
    next.focus();
  }
}

/** One line of each order that is all found. */
function completeOrders(lines: readonly Pick[]): readonly Pick[] {
  return [...Map.groupBy(lines, (line) => line.orderId).values()].flatMap((ofOrder) =>
    ofOrder.every((line) => line.picked >= line.quantity && line.ask !== 'asked')
      ? ofOrder.slice(0, 1)
      : [],
  );
}

function useFind(lines: readonly Pick[], placeId: string) {
  const words = useWords();
  const send = useCallback(async (pick: Pick, code?: string) => {
    try {
      await sendFound(pick, code);
      play('good');
    } catch (error) {
      play('bad');
      complain(error);
    }
    await renew();
  }, []);
  const byHand = useCallback((pick: Pick) => send(pick), [send]);
  const byCode = useCallback(
    async (raw: string) => {
      const scan = readScan(raw);
      const code = scan.kind === 'item' ? scan.code : raw;
      const pick = await lineOf(code, lines, placeId);
      if (scan.kind === 'misread' || pick === undefined) {
        play('bad');
        const text =
          scan.kind === 'misread'
            ? words.scan.wrongDigit(scan.code)
            : words.back.pick.notHere(code);
        notify({ tone: 'bad', text });
        return;
      }
      await send(pick, code);
    },
    [lines, placeId, send, words],
  );
  return useMemo(() => ({ byHand, byCode }), [byHand, byCode]);
}

/** The most urgent open line that wants what was scanned; the first line where none does: the house says what is wrong. */
async function lineOf(
  code: string,
  lines: readonly Pick[],
  placeId: string,
): Promise<Pick | undefined> {
  try {
    const ids = new Set((await findItems(code, placeId)).map((item) => item.id));
    const wanting = lines.filter((line) => ids.has(line.itemId) && line.picked < line.quantity);
    return wanting.find(isOpen) ?? wanting[0] ?? lines.find(isOpen);
  } catch {
    return lines.find(isOpen);
  }
}
