// Goods that come back: of a sale of any shop or the web, all of it or some pieces, or without a receipt; money or an
// exchange. The return is an entry like any other and works without a line for what this till has sold.
import { Button, Loading, Trouble } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { notify } from '../parts/notices.tsx';
import { useOnce } from '../parts/use-once.ts';
import { isOpen } from '../returns/open-request.ts';
import { findRequest, type RequestSeen } from '../returns/use-requests.ts';
import { useWords } from '../words/words.ts';
import { BlindReturn } from './blind-return.tsx';
import { findEntryOfOrder } from './book/entries.ts';
import { type Counter, record } from './book/record.ts';
import { newId } from './ids.ts';
import { Choice } from './parts/choice.tsx';
import { TillBar } from './parts/till-bar.tsx';
import { useMoney } from './parts/use-money.ts';
import { findReturnable, type Returnable, type ReturnableLine, worthOf } from './returnable.ts';
import { emptyBasket } from './sale/basket.ts';
import { changeTill } from './till-state.ts';
import { useCounter, useTillOpened } from './use-counter.ts';

export function ReturnPage() {
  useTillOpened();
  const words = useWords();
  const { orderId } = useParams();
  const counter = useCounter();
  return (
    <div className="flex h-full flex-col">
      <TillBar />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-3xl p-4 pane:p-6">
          <h1 className="mb-4 font-bold text-xl">
            {orderId === undefined ? words.till.journal.noReceipt : words.till.back.title}
          </h1>
          {counter === undefined ? (
            <Link className="text-ai underline" to="/till/drawer">
              {words.till.openFirst}
            </Link>
          ) : orderId === undefined ? (
            <BlindReturn counter={counter} />
          ) : (
            <OfSale counter={counter} orderId={orderId} />
          )}
        </div>
      </div>
    </div>
  );
}

function OfSale({ counter, orderId }: { readonly counter: Counter; readonly orderId: string }) {
  const found = useQuery({
    queryKey: ['till', 'returnable', orderId],
    queryFn: () => findReturnable(orderId),
    staleTime: 0,
    retry: false,
  });
  const [parameters] = useSearchParams();
  const requestId = parameters.get('request');
  // Without a line nothing is chosen for the clerk, and the return is taken all the same.
  const asked = useQuery({
    queryKey: ['till', 'asked', requestId],
    queryFn: () => (requestId === null ? null : findRequest(requestId).catch(() => null)),
    staleTime: 0,
    retry: false,
  });
  if (found.data === undefined || asked.isPending) {
    return found.error === null ? (
      <Loading />
    ) : (
      <Trouble error={found.error} onRetry={() => void found.refetch()} />
    );
  }
  return (
    <ChooseBack
      asked={asked.data?.orderId === orderId ? asked.data : null}
      counter={counter}
      returnable={found.data}
    />
  );
}

type Disposition = 'restocked' | 'damaged' | 'kept';
type Reason = 'changed_mind' | 'defect' | 'wrong_item' | 'no_receipt';

type ChooseBackProps = {
  readonly counter: Counter;
  readonly returnable: Returnable;
  /** What she asked for before she came. */
  readonly asked: RequestSeen | null;
};

function ChooseBack({ counter, returnable, asked }: ChooseBackProps) {
  const words = useWords().till;
  const say = words.back;
  const money = useMoney();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState(() => askedPieces(asked, returnable));
  const [reason, setReason] = useState<Reason>(asked?.reason ?? 'changed_mind');
  const [disposition, setDisposition] = useState<Disposition>('restocked');
  const [refundAs, setRefundAs] = useState<'original' | 'cash'>('original');
  const [isDone, setIsDone] = useState(false);
  const once = useOnce();
  const amountMinor = worthOf(returnable, wanted, reason);
  const left = returnable.lines.filter((line) => line.quantityMilli > line.returnedMilli);
  const give = async (isExchange: boolean) => {
    setIsDone(true);
    await recordReturn(counter, returnable, {
      wanted,
      reason,
      disposition,
      refundAs: isExchange ? 'cash' : refundAs,
      amountMinor,
    });
    notify({ tone: 'calm', text: say.done(money(amountMinor)) });
    if (isExchange) {
      changeTill({ basket: { ...emptyBasket, creditMinor: amountMinor } });
    }
    await navigate(isExchange ? '/till' : '/till/journal');
  };
  if (left.length === 0) {
    return <p>{say.none}</p>;
  }
  return (
    <div className="space-y-5">
      <p className="text-ink-soft">
        {returnable.number} {say.choose}
      </p>
      {asked === null ? null : <AskedBefore asked={asked} />}
      <ul>
        {left.map((line) => (
          <LineBack
            key={line.line}
            line={line}
            onChange={(milli) => setWanted({ ...wanted, [line.line]: milli })}
            wantedMilli={wanted[line.line] ?? 0}
          />
        ))}
      </ul>
      <Button
        data-act="all"
        onClick={() =>
          setWanted(
            Object.fromEntries(
              left.map((line) => [line.line, line.quantityMilli - line.returnedMilli]),
            ),
          )
        }
      >
        {words.journal.void}
      </Button>
      <Choice
        label={say.reason}
        onChange={setReason}
        options={reasonsOf(say.reasons)}
        value={reason}
      />
      <Choice
        label={say.disposition}
        onChange={setDisposition}
        options={say.dispositions as Readonly<Record<Disposition, string>>}
        value={disposition}
      />
      <Choice
        label={say.refundAs}
        onChange={setRefundAs}
        options={{ original: say.original, cash: say.cash }}
        value={refundAs}
      />
      <p aria-live="polite" className="flex items-baseline justify-between rounded-lg bg-shade p-4">
        <span>{say.total}</span>
        <b className="text-2xl" data-refund={amountMinor}>
          {money(amountMinor)}
        </b>
      </p>
      <div className="flex flex-wrap gap-3">
        <Button
          className="flex-1"
          disabled={amountMinor === 0 || isDone}
          onClick={() => void once(() => give(true))}
        >
          {say.exchange}
        </Button>
        <Button
          className="flex-1"
          data-act="give-back"
          disabled={amountMinor === 0 || isDone}
          look="main"
          onClick={() => void once(() => give(false))}
        >
          {say.give}
        </Button>
      </div>
    </div>
  );
}

/** Thousandths by line, as far as they are left. */
function askedPieces(
  asked: RequestSeen | null,
  { lines }: Returnable,
): Readonly<Record<number, number>> {
  if (asked === null || !isOpen(asked)) {
    return {};
  }
  const leftOf = new Map(lines.map((each) => [each.line, each.quantityMilli - each.returnedMilli]));
  return Object.fromEntries(
    asked.lines.map(({ line, quantity }) => [
      line,
      Math.min(Math.round(quantity * 1000), leftOf.get(line) ?? 0),
    ]),
  );
}

function AskedBefore({ asked }: { readonly asked: RequestSeen }) {
  const say = useWords().returns;
  return (
    <p className="rounded-lg bg-shade p-4 font-bold" data-asked={asked.number}>
      {isOpen(asked)
        ? say.ofHer(asked.number)
        : say.over(asked.number, say.states[asked.state] ?? '')}
      {asked.note === null ? null : (
        <span className="mt-1 block font-normal">
          {say.note}: {asked.note}
        </span>
      )}
    </p>
  );
}

function reasonsOf(reasons: Readonly<Record<string, string>>): Readonly<Record<Reason, string>> {
  const { changed_mind = '', defect = '', wrong_item = '', no_receipt = '' } = reasons;
  return { changed_mind, defect, wrong_item, no_receipt };
}

type Chosen = {
  readonly wanted: Readonly<Record<number, number>>;
  readonly reason: Reason;
  readonly disposition: Disposition;
  readonly refundAs: 'original' | 'cash';
  readonly amountMinor: number;
};

async function recordReturn(
  counter: Counter,
  { orderId }: Returnable,
  chosen: Chosen,
): Promise<void> {
  const returnId = newId('order');
  const { wanted, reason, disposition, refundAs, amountMinor } = chosen;
  const ofLines = Object.entries(wanted)
    .filter(([, milli]) => milli > 0)
    .map(([line, milli]) => ({ line: Number(line), quantity: milli / 1000, disposition }));
  await record(
    counter,
    {
      kind: 'return',
      return: {
        orderId: returnId,
        ofOrderId: orderId,
        ofLines,
        reason,
        refundAs,
        totalMinor: -amountMinor,
      },
    },
    {
      orderId: returnId,
      totalMinor: -amountMinor,
      parts: { [refundAs === 'cash' ? 'cash' : await methodOf(orderId)]: -amountMinor },
    },
  );
}

/** How a sale of this till was paid, when by one means; else the house divides and the report follows it. */
async function methodOf(orderId: string): Promise<string> {
  const methods = Object.keys((await findEntryOfOrder(orderId))?.parts ?? {});
  return methods.length === 1 ? (methods[0] ?? 'original') : 'original';
}

type LineBackProps = {
  readonly line: ReturnableLine;
  readonly wantedMilli: number;
  readonly onChange: (milli: number) => void;
};

function LineBack({ line, wantedMilli, onChange }: LineBackProps) {
  const words = useWords().till;
  const money = useMoney();
  const leftMilli = line.quantityMilli - line.returnedMilli;
  const stepLook =
    'flex size-12 items-center justify-center rounded-lg border border-edge bg-paper text-xl active:bg-shade disabled:opacity-40';
  return (
    <li className="flex items-center gap-3 border-line border-b py-2">
      <span className="min-w-0 flex-1">
        {line.name}
        <span className="block text-ink-soft text-sm">
          {words.back.left(String(leftMilli / 1000))} {money(line.netMinor)}
        </span>
      </span>
      <button
        aria-label={`${line.name} ${words.line.less}`}
        className={stepLook}
        disabled={wantedMilli === 0}
        onClick={() => onChange(Math.max(0, wantedMilli - 1000))}
        type="button"
      >
        −
      </button>
      <b className="w-10 text-center">{wantedMilli / 1000}</b>
      <button
        aria-label={`${line.name} ${words.line.more}`}
        className={stepLook}
        disabled={wantedMilli >= leftMilli}
        onClick={() => onChange(Math.min(leftMilli, wantedMilli + 1000))}
        type="button"
      >
        +
      </button>
    </li>
  );
}
