// A promise without its answer: nothing was handed over yet. The clerk waits, or takes another means; then this sale is
// withdrawn, so that it is never booked or given back whole.
import { Button } from '@engawa/ui/work';
import { useEffect, useState } from 'react';
import { useOnce } from '../parts/use-once.ts';
import { useSpeech } from '../words/words.ts';
import { findEntry, giveUseBack, type KeptEntry } from './book/entries.ts';
import { type Counter, record, type Sold } from './book/record.ts';
import { syncSoon, untilAnswered } from './book/sync.ts';
import { Sheet } from './parts/sheet.tsx';

type AskHouseProps = {
  readonly sold: Sold;
  readonly counter: Counter;
  readonly onBooked: () => void;
  readonly onOther: () => void;
};

export function AskHouse({ sold, counter, onBooked, onOther }: AskHouseProps) {
  const { words, language } = useSpeech();
  const say = words.till.payment;
  const [entry, setEntry] = useState<KeptEntry>();
  const [round, setRound] = useState(0);
  const once = useOnce();
  useEffect(() => {
    let isHere = true;
    const look = async () => {
      if (round > 0) {
        syncSoon();
        await untilAnswered(sold.entryId, 15_000);
      }
      const found = await findEntry(sold.entryId);
      if (isHere && found?.state === 'booked') {
        onBooked();
      } else if (isHere) {
        setEntry(found);
      }
    };
    void look();
    return () => {
      isHere = false;
    };
  }, [sold, round, onBooked]);
  const withdraw = async () => {
    if (entry?.state === 'refused') {
      if (sold.use !== undefined) {
        await giveUseBack(sold.use);
      }
    } else {
      await record(counter, { kind: 'withdrawn', withdraws: sold.entryId }, { totalMinor: 0 });
    }
    onOther();
  };
  const refusal = entry?.state === 'refused' ? entry.answer?.refusal : undefined;
  return (
    <Sheet onClose={() => void once(withdraw)} title={say.asking}>
      <p className="mb-4" role="alert">
        {refusal === undefined || refusal === null
          ? say.askingLong
          : say.refused(language === 'ja' ? refusal.ja : refusal.en)}
      </p>
      <div className="flex gap-3">
        {(refusal === undefined || refusal === null) && (
          <Button className="flex-1" onClick={() => setRound(round + 1)}>
            {say.wait}
          </Button>
        )}
        <Button className="flex-1" look="main" onClick={() => void once(withdraw)}>
          {say.switch}
        </Button>
      </div>
    </Sheet>
  );
}
