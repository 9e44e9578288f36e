// Labels: what is scanned, what came in, what goes off soon, or a shelf. Printed on a sheet by this tablet, or left for the
// printer of the counter; a printer that is off is said, and the sheet is still there.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api.ts';
import { scrolledByKeys } from '../../parts/detail.tsx';
import { complain } from '../../parts/notices.tsx';
import { useOnce } from '../../parts/use-once.ts';
import { counterPrinter, usePrintJob } from '../../parts/use-print-job.ts';
import { useStation } from '../../station/station.ts';
import { useShopMoney, useTimes } from '../../station/use-places.ts';
import { Choice } from '../../till/parts/choice.tsx';
import { Printing } from '../../till/receipt/printing.tsx';
import { useSpeech } from '../../words/words.ts';
import type { Piece } from '../parts/find-piece.ts';
import { lineOf } from '../parts/lines.ts';
import { PieceRow } from '../parts/piece-row.tsx';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { useItemName } from '../use-items.ts';
import { type LabelLine, labelsOf, printedCode } from './label-line.ts';
import { LabelSheet, type Sheet } from './label-sheet.tsx';
import { readDueLots, readWanted } from './read-wanted.ts';

const percents = { '0': '', '10': '', '20': '', '30': '', '50': '' } as const;
type Percent = keyof typeof percents;

export function LabelsPage() {
  const { words, language } = useSpeech();
  const say = words.stockroom.labels;
  const placeId = useStation()?.placeId ?? '';
  const itemName = useItemName();
  const { timeZone } = useTimes();
  const once = useOnce();
  const [search] = useSearchParams();
  const [lines, setLines] = useState<readonly LabelLine[]>([]);
  const [sheet, setSheet] = useState<Sheet>('a4-24');
  const [percent, setPercent] = useState<Percent>('0');
  const printing = usePrintJob(placeId);
  const money = useShopMoney();
  const wanted = search.get('items') ?? '';
  const shelf = search.get('shelf') ?? '';
  const add = useCallback((more: readonly LabelLine[]) => {
    setLines((before) => {
      const known = new Map(before.map((line) => [line.key, line]));
      for (const line of more) {
        const there = known.get(line.key);
        known.set(
          line.key,
          there === undefined ? line : { ...there, copies: there.copies + line.copies },
        );
      }
      return [...known.values()];
    });
  }, []);
  /** As they are read now, in place of what was read of them before; what was scanned stays. */
  const put = useCallback((read: readonly LabelLine[]) => {
    const keys = new Set(read.map(({ key }) => key));
    setLines((before) => [...read, ...before.filter(({ key }) => !keys.has(key))]);
  }, []);
  useEffect(() => {
    let isGone = false;
    const begin = async () => {
      const first = shelf === '' ? await readWanted(wanted, placeId, language) : [shelfLine(shelf)];
      if (!isGone) {
        put(first);
      }
    };
    void begin().catch(complain);
    return () => {
      isGone = true;
    };
  }, [wanted, shelf, placeId, language, put]);
  const onPiece = useCallback(
    (piece: Piece) => {
      add([
        {
          key: piece.itemId,
          name: itemName({ ja: piece.nameJa, en: piece.nameEn, kana: null }),
          code: printedCode(piece.barcode ?? piece.code),
          priceMinor: piece.priceMinor,
          percentOff: 0,
          bestBefore: null,
          copies: 1,
        },
      ]);
    },
    [add, itemName],
  );
  const labels = labelsOf(
    lines.map((line) => ({ ...line, percentOff: line.percentOff || Number(percent) })),
    {
      money,
      taxIn: words.stock.taxIn,
      off: say.off,
      until: say.until,
    },
  );
  const addDue = async () => {
    try {
      put(await readDueLots({ placeId, timeZone }, language));
      setPercent((before) => (before === '0' ? '30' : before));
    } catch (error) {
      complain(error);
    }
  };
  const leave = async (key: string) => {
    const copies = labels.map((label) => ({ ...label, notes: [...label.notes] }));
    const body = { placeId, printer: counterPrinter, labels: copies };
    const params = { header: { 'idempotency-key': key } };
    return (await answerOf(api.POST('/api/tills/label-jobs', { params, body }))).jobId;
  };
  return (
    <RoomPage
      actions={
        <>
          <Button
            data-act="print-counter"
            disabled={labels.length === 0 || printing.state === 'sent'}
            onClick={() => void printing.print(leave)}
          >
            {say.counter}
          </Button>
          <Button
            className="flex-1"
            data-act="print-sheet"
            disabled={labels.length === 0}
            look="main"
            onClick={() => print()}
          >
            {say.print(labels.length)}
          </Button>
        </>
      }
      back="/stockroom"
      lead={say.lead}
      title={say.title}
    >
      <ScanBar
        label={words.stockroom.scan.label}
        onOther={(code) => {
          add([shelfLine(code)]);
          return true;
        }}
        onPiece={onPiece}
      />
      {printing.state === undefined ? null : (
        <div className="mb-4">
          <Printing job={printing} said={say.printed} />
        </div>
      )}
      <div className="mb-4 space-y-3">
        <Choice<Sheet> label={say.sheet} onChange={setSheet} options={say.sheets} value={sheet} />
        <Choice<Percent>
          label={say.discount}
          onChange={setPercent}
          options={say.percents}
          value={percent}
        />
        <Button data-act="due" onClick={() => void once(addDue)}>
          {say.due}
        </Button>
      </div>
      <ul className="mb-6 space-y-2">
        {lines.map((line) => (
          <PieceRow
            key={line.key}
            line={lineOf(
              { itemId: line.key, code: line.code, nameJa: line.name, nameEn: null },
              line.copies,
            )}
            onQuantity={(copies) =>
              setLines((before) =>
                before.map((each) =>
                  each.key === line.key
                    ? { ...each, copies: Math.max(0, Math.round(copies)) }
                    : each,
                ),
              )
            }
          />
        ))}
      </ul>
      {labels.length === 0 ? null : (
        <div
          className="overflow-x-auto rounded-lg border border-line bg-white p-2"
          {...scrolledByKeys(say.preview)}
        >
          <LabelSheet labels={labels} sheet={sheet} />
        </div>
      )}
    </RoomPage>
  );
}

function shelfLine(shelf: string): LabelLine {
  return {
    key: `shelf ${shelf}`,
    name: shelf,
    code: shelf,
    priceMinor: null,
    percentOff: 0,
    bestBefore: null,
    copies: 1,
  };
}
