// Counting the cash by notes and coins, and the Z report.
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { notify } from '../parts/notices.tsx';
import { useOnce } from '../parts/use-once.ts';
import { useWords } from '../words/words.ts';
import { countedOf, type DrawerSums, type OpenDrawer, pieces } from './book/drawer.ts';
import { type Counter, record } from './book/record.ts';
import { Sheet } from './parts/sheet.tsx';
import { useMoney } from './parts/use-money.ts';
import { Row } from './report.tsx';
import { changeTill } from './till-state.ts';

type CloseDrawerProps = {
  readonly counter: Counter;
  readonly drawer: OpenDrawer;
  readonly sums: DrawerSums;
};

export function CloseDrawer({ counter, drawer, sums }: CloseDrawerProps) {
  const words = useWords().till;
  const say = words.drawer;
  const money = useMoney();
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [isAsking, setIsAsking] = useState(false);
  const once = useOnce();
  const countedMinor = countedOf(counts);
  const close = async () => {
    const told = {
      kind: 'closed' as const,
      amountMinor: countedMinor,
      pieces: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
      told: {
        netMinor: sums.netMinor,
        expectedMinor: sums.expectedMinor,
        sales: sums.sales,
        returns: sums.returns,
      },
    };
    await record({ ...counter, ...drawer }, told, { totalMinor: countedMinor });
    changeTill({ drawer: null });
    notify({ tone: 'calm', text: say.closed });
  };
  return (
    <section aria-label={say.count} className="space-y-3">
      <h2 className="font-bold">{say.count}</h2>
      <ul className="grid grid-cols-2 gap-2">
        {pieces.map((piece) => (
          <li key={piece}>
            <label className="flex items-center gap-2">
              <span className="w-20 text-right">{money(piece)}</span>
              <span aria-hidden="true">×</span>
              <input
                aria-label={say.piece(money(piece))}
                className="field min-w-0 flex-1 text-right"
                data-piece={piece}
                inputMode="numeric"
                maxLength={5}
                onChange={({ target }) => {
                  const digits = target.value.normalize('NFKC').replaceAll(/\D/g, '');
                  setCounts({ ...counts, [piece]: Number(digits) });
                }}
                value={counts[piece] === undefined || counts[piece] === 0 ? '' : counts[piece]}
              />
            </label>
          </li>
        ))}
      </ul>
      <dl aria-live="polite">
        <Row isMain name={say.counted}>
          {money(countedMinor)}
        </Row>
        <Row name={say.difference}>
          <span className={countedMinor === sums.expectedMinor ? '' : 'font-bold text-kaki'}>
            {money(countedMinor - sums.expectedMinor)}
          </span>
        </Row>
      </dl>
      <Button
        className="w-full"
        data-act="close-drawer"
        disabled={counter.isPractice}
        look="warning"
        onClick={() => setIsAsking(true)}
      >
        {say.close}
      </Button>
      {isAsking && (
        <Sheet onClose={() => setIsAsking(false)} title={say.z}>
          <p className="mb-4">{say.closeSure}</p>
          <div className="flex gap-3">
            <Button
              className="flex-1"
              data-act="close-drawer-yes"
              look="main"
              onClick={() => void once(close)}
            >
              {words.yes}
            </Button>
            <Button className="flex-1" onClick={() => setIsAsking(false)}>
              {words.no}
            </Button>
          </div>
        </Sheet>
      )}
    </section>
  );
}
