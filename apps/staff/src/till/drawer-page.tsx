// The drawer: opened with its float, looked at (X), moved, counted and closed (Z). The till reckons by itself; what the
// house reckons from the orders stands beside it as soon as there is a line.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api.ts';
import { notify } from '../parts/notices.tsx';
import { useOnce } from '../parts/use-once.ts';
import { useStation } from '../station/station.ts';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import { houseNow } from './book/clock.ts';
import { type OpenDrawer, sumDrawer } from './book/drawer.ts';
import { listOfDrawer } from './book/entries.ts';
import { type Counter, record } from './book/record.ts';
import { useSync } from './book/sync.ts';
import { CloseDrawer } from './close-drawer.tsx';
import { newId } from './ids.ts';
import { AmountPad } from './parts/amount-pad.tsx';
import { TillBar } from './parts/till-bar.tsx';
import { useMoney } from './parts/use-money.ts';
import { PrinterSetup } from './printer-setup.tsx';
import { Report } from './report.tsx';
import { changeTill, practise, useTill } from './till-state.ts';
import { useCounter, useTillOpened } from './use-counter.ts';

export function DrawerPage() {
  useTillOpened();
  const words = useWords().till;
  const { drawer, isPractice } = useTill();
  const counter = useCounter();
  return (
    <div className="flex h-full flex-col">
      <TillBar />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-5xl p-4 pane:p-6">
          <h1 className="mb-4 font-bold text-xl">{words.drawer.title}</h1>
          {drawer === null ? (
            <Open />
          ) : (
            counter !== undefined && <Opened counter={counter} drawer={drawer} />
          )}
          <Button
            className="mt-6 -ml-4"
            look="plain"
            data-act="practice"
            onClick={() => practise(!isPractice)}
          >
            {isPractice ? words.practiceOff : words.practiceOn}
          </Button>
          <Earlier />
          <PrinterSetup />
        </div>
      </div>
    </div>
  );
}

function Open() {
  const words = useWords().till.drawer;
  const id = useId();
  const placeId = useStation()?.placeId;
  const before = useTill();
  const [till, setTill] = useState(before.till === '' ? words.namePlaceholder : before.till);
  const [floatMinor, setFloatMinor] = useState(0);
  const once = useOnce();
  const open = async () => {
    if (placeId === undefined) {
      return;
    }
    const drawer: OpenDrawer = {
      drawerId: newId('drawer'),
      till: till.trim() === '' ? words.namePlaceholder : till.trim(),
      floatMinor,
      openedMs: houseNow(),
    };
    const counter = { placeId, ...drawer, staffId: null, clerk: null, isPractice: false };
    await record(counter, { kind: 'opened', amountMinor: floatMinor }, { totalMinor: floatMinor });
    practise(false);
    changeTill({ drawer, till: drawer.till });
    notify({ tone: 'calm', text: words.opened });
  };
  return (
    <form
      className="max-w-md space-y-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void once(open);
      }}
    >
      <div>
        <label className="mb-1 block text-ink-soft text-sm" htmlFor={id}>
          {words.name}
        </label>
        <input
          autoComplete="off"
          className="field"
          id={id}
          maxLength={50}
          onChange={({ target }) => setTill(target.value)}
          value={till}
        />
      </div>
      <AmountPad amountMinor={floatMinor} label={words.float} onChange={setFloatMinor} />
      <Button className="w-full" data-act="open-drawer" look="main" type="submit">
        {words.open}
      </Button>
    </form>
  );
}

type OpenedProps = { readonly counter: Counter; readonly drawer: OpenDrawer };

function Opened({ counter, drawer }: OpenedProps) {
  const words = useWords().till.drawer;
  const times = useTimes();
  const { waiting } = useSync();
  const [version, setVersion] = useState(0);
  const sums = useQuery({
    queryKey: ['till', 'sums', drawer.drawerId, waiting, version],
    queryFn: async () => sumDrawer(await listOfDrawer(drawer.drawerId)),
    placeholderData: (before) => before,
  });
  return (
    <>
      <p className="mb-4 text-ink-soft">
        {drawer.till}・{words.since(times.moment(new Date(drawer.openedMs).toISOString()))}
      </p>
      <div className="grid gap-8 pane:grid-cols-2">
        <section aria-label={words.x}>
          <h2 className="mb-2 font-bold">{words.x}</h2>
          {sums.data !== undefined && <Report drawerId={drawer.drawerId} sums={sums.data} />}
        </section>
        <section className="space-y-8">
          <MoveCash counter={counter} onMoved={() => setVersion(version + 1)} />
          {sums.data !== undefined && (
            <CloseDrawer counter={counter} drawer={drawer} sums={sums.data} />
          )}
        </section>
      </div>
    </>
  );
}

function MoveCash({
  counter,
  onMoved,
}: {
  readonly counter: Counter;
  readonly onMoved: () => void;
}) {
  const words = useWords().till.drawer;
  const id = useId();
  const [amountMinor, setAmountMinor] = useState(0);
  const [reason, setReason] = useState('');
  const once = useOnce();
  const move = async (kind: 'paid_in' | 'paid_out') => {
    const told = { kind, amountMinor, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
    const cash = kind === 'paid_in' ? amountMinor : -amountMinor;
    await record(counter, told, { totalMinor: cash, parts: {} });
    setAmountMinor(0);
    setReason('');
    notify({ tone: 'calm', text: words.moved });
    onMoved();
  };
  return (
    <section aria-label={`${words.paidIn}・${words.paidOut}`} className="space-y-3">
      <h2 className="font-bold">
        {words.paidIn}・{words.paidOut}
      </h2>
      <AmountPad amountMinor={amountMinor} label={words.amount} onChange={setAmountMinor} />
      <div>
        <label className="mb-1 block text-ink-soft text-sm" htmlFor={id}>
          {words.reason}
        </label>
        <input
          autoComplete="off"
          className="field"
          id={id}
          maxLength={100}
          onChange={({ target }) => setReason(target.value)}
          value={reason}
        />
      </div>
      <div className="flex gap-3">
        {(['paid_in', 'paid_out'] as const).map((kind) => (
          <Button
            className="flex-1"
            disabled={amountMinor === 0}
            key={kind}
            onClick={() => void once(() => move(kind))}
          >
            {kind === 'paid_in' ? words.paidIn : words.paidOut}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** Z reports of this shop, as the house has them. */
function Earlier() {
  const words = useWords().till.drawer;
  const money = useMoney();
  const times = useTimes();
  const placeId = useStation()?.placeId ?? '';
  const drawers = useQuery({
    queryKey: ['till', 'drawers', placeId],
    queryFn: async () => {
      const query = { placeId };
      return (await answerOf(api.GET('/api/tills/drawers', { params: { query } }))).drawers;
    },
    retry: false,
  });
  const closed = (drawers.data ?? []).filter(({ zNumber }) => zNumber !== null).slice(0, 10);
  if (closed.length === 0) {
    return null;
  }
  return (
    <section className="mt-8">
      <h2 className="mb-2 font-bold">{words.earlier}</h2>
      <ul>
        {closed.map((each) => (
          <li
            className="flex flex-wrap justify-between gap-3 border-line border-b py-2"
            key={each.drawerId}
          >
            <span>
              {words.houseNumber(each.zNumber ?? 0)}・{each.till}
            </span>
            <span className="text-ink-soft">{times.moment(each.closedAt ?? each.openedAt)}</span>
            <b>{money(each.countedMinor ?? 0)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
