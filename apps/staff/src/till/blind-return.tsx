// Without a receipt: what comes back is scanned, and given for at the price of today unless the clerk says otherwise.
import { Button } from '@engawa/ui/work';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { useOnce } from '../parts/use-once.ts';
import { readScan } from '../scan/read-scan.ts';
import { useScans } from '../scan/use-scans.ts';
import { useWords } from '../words/words.ts';
import { houseNow } from './book/clock.ts';
import { type Counter, record } from './book/record.ts';
import { newId } from './ids.ts';
import { AmountPad } from './parts/amount-pad.tsx';
import { Choice } from './parts/choice.tsx';
import { useMoney } from './parts/use-money.ts';
import { priceAt, rateAt, type TillItem } from './shelf/line.ts';
import { findByCode, searchShelf } from './shelf/shelf.ts';
import { useHead } from './use-counter.ts';

type Disposition = 'restocked' | 'damaged';

export function BlindReturn({ counter }: { readonly counter: Counter }) {
  const words = useWords().till;
  const say = words.back;
  const money = useMoney();
  const navigate = useNavigate();
  const head = useHead();
  const [item, setItem] = useState<TillItem>();
  const [amountMinor, setAmountMinor] = useState(0);
  const [disposition, setDisposition] = useState<Disposition>('restocked');
  const [isDone, setIsDone] = useState(false);
  const once = useOnce();
  const choose = (found: TillItem) => {
    setItem(found);
    setAmountMinor(priceAt(found.prices, houseNow()) ?? 0);
  };
  const give = async () => {
    if (item === undefined) {
      return;
    }
    setIsDone(true);
    const orderId = newId('order');
    const line = {
      itemId: item.id,
      name: item.name,
      quantity: 1,
      unitPriceMinor: amountMinor,
      taxRateBp: rateAt(head?.taxRates ?? [], item.taxClass, houseNow()),
      disposition,
    };
    await record(
      counter,
      {
        kind: 'return',
        return: {
          orderId,
          lines: [line],
          reason: 'no_receipt',
          refundAs: 'cash',
          totalMinor: -amountMinor,
        },
      },
      { orderId, totalMinor: -amountMinor, parts: { cash: -amountMinor } },
    );
    notify({ tone: 'calm', text: say.done(money(amountMinor)) });
    await navigate('/till/journal');
  };
  const { restocked = '', damaged = '' } = say.dispositions;
  return (
    <div className="space-y-5">
      <FindItem onFound={choose} />
      {item !== undefined && (
        <>
          <p className="font-bold">{item.name}</p>
          <AmountPad amountMinor={amountMinor} label={say.total} onChange={setAmountMinor} />
          <Choice
            label={say.disposition}
            onChange={setDisposition}
            options={{ restocked, damaged }}
            value={disposition}
          />
          <Button
            className="w-full"
            data-act="give-back"
            disabled={amountMinor === 0 || isDone}
            look="main"
            onClick={() => void once(give)}
          >
            {say.give} {money(amountMinor)}
          </Button>
        </>
      )}
    </div>
  );
}

function FindItem({ onFound }: { readonly onFound: (item: TillItem) => void }) {
  const words = useWords().till;
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly TillItem[]>([]);
  const take = async (raw: string) => {
    const scan = readScan(raw);
    const item = scan.kind === 'item' ? await findByCode(scan.code) : undefined;
    play(item === undefined ? 'bad' : 'good');
    if (item !== undefined) {
      onFound(item);
    }
  };
  useScans((raw) => void take(raw));
  const look = async (next: string) => {
    setText(next);
    setFound(await searchShelf(next, 8));
  };
  return (
    <div>
      <p className="mb-2 text-ink-soft">{words.back.blindHint}</p>
      <label className="sr-only" htmlFor={id}>
        {words.search}
      </label>
      <input
        autoComplete="off"
        className="field"
        id={id}
        maxLength={100}
        onChange={({ target }) => void look(target.value)}
        placeholder={words.search}
        type="search"
        value={text}
      />
      <ul className="mt-2 space-y-2">
        {found.map((item) => (
          <li key={item.id}>
            <Button
              className="w-full"
              onClick={() => {
                onFound(item);
                setText('');
                setFound([]);
              }}
            >
              {item.name}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
