// The means of payment, and what each of them asks of the clerk.
import { formatCount } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { type FormEvent, useId, useState } from 'react';
import { complain, notify } from '../parts/notices.tsx';
import { useScans } from '../scan/use-scans.ts';
import { useWords } from '../words/words.ts';
import { takeHouseOffers } from './held-offers.ts';
import { giftBalance } from './member/gift-balance.ts';
import { AmountPad } from './parts/amount-pad.tsx';
import { Choice } from './parts/choice.tsx';
import { useMoney } from './parts/use-money.ts';
import { type Basket, withoutCoupons } from './sale/basket.ts';
import { mostPoints } from './sale/member.ts';
import { goodsKey } from './sale/offers.ts';
import { quote } from './sale/quote.ts';
import { likelyCash, type Method, type Part } from './sale/tender.ts';
import { useHead } from './use-counter.ts';

type MeansProps = {
  readonly basket: Basket;
  readonly dueMinor: number;
  readonly isAway: boolean;
  readonly onAdd: (part: Part) => void;
};

type Means = Method | 'coupon';

export function PayMeans({ basket, dueMinor, isAway, onAdd }: MeansProps) {
  const till = useWords().till;
  const words = till.payment;
  const [means, setMeans] = useState<Means>('cash');
  const { cash = '', card = '', jpqr = '', points = '', gift = '', coupon = '' } = words.methods;
  const hasPoints = (basket.member?.points ?? 0) > 0;
  const options = {
    cash,
    card,
    jpqr,
    ...(hasPoints ? { points } : {}),
    ...(isAway ? {} : { gift, coupon }),
  } as Readonly<Record<Means, string>>;
  return (
    <section aria-label={till.drawer.methods} className="space-y-4">
      <Choice label={till.drawer.methods} onChange={setMeans} options={options} value={means} />
      {isAway && (
        <p className="text-ink-soft text-sm">
          {[...(hasPoints ? [] : [points]), gift, coupon].join('・')}: {words.needsLine}
        </p>
      )}
      {means === 'cash' && <Cash basket={basket} dueMinor={dueMinor} onAdd={onAdd} />}
      {(means === 'card' || means === 'jpqr') && (
        <Terminal dueMinor={dueMinor} key={means} method={means} onAdd={onAdd} />
      )}
      {means === 'points' && <Points basket={basket} dueMinor={dueMinor} onAdd={onAdd} />}
      {means === 'gift' && <Gift dueMinor={dueMinor} onAdd={onAdd} />}
      {means === 'coupon' && <Coupon basket={basket} />}
    </section>
  );
}

type EachProps = { readonly dueMinor: number; readonly onAdd: (part: Part) => void };

function Cash({ basket, dueMinor, onAdd }: EachProps & { readonly basket: Basket }) {
  const words = useWords().till.payment;
  const money = useMoney();
  const [amountMinor, setAmountMinor] = useState(Math.min(basket.creditMinor, dueMinor));
  const take = (tenderedMinor: number) =>
    onAdd({ method: 'cash', amountMinor: tenderedMinor, tenderedMinor });
  return (
    <div className="space-y-4">
      <div className="grid grid-cols-3 gap-2">
        {likelyCash(dueMinor).map((each, index) => (
          <Button
            className="px-1"
            data-act={index === 0 ? 'exact' : undefined}
            key={each}
            onClick={() => take(each)}
          >
            {index === 0 ? `${words.exact} ${money(each)}` : money(each)}
          </Button>
        ))}
      </div>
      <AmountPad amountMinor={amountMinor} label={words.amount} onChange={setAmountMinor} />
      <Button
        className="w-full"
        disabled={amountMinor === 0}
        onClick={() => {
          take(amountMinor);
          setAmountMinor(0);
        }}
      >
        {words.add} {money(amountMinor)}
      </Button>
    </div>
  );
}

/** A terminal of its own: the clerk says what it showed, also when it showed nothing. */
function Terminal({ dueMinor, method, onAdd }: EachProps & { readonly method: 'card' | 'jpqr' }) {
  const words = useWords().till.payment;
  const money = useMoney();
  const [amountMinor, setAmountMinor] = useState(dueMinor);
  const [said, setSaid] = useState<'declined' | 'silent'>();
  return (
    <div className="space-y-4">
      <AmountPad amountMinor={amountMinor} label={words.amount} onChange={setAmountMinor} />
      <p>{words.terminal}</p>
      <div className="grid grid-cols-3 gap-2">
        <Button
          className="px-1"
          data-act="approved"
          disabled={amountMinor === 0 || amountMinor > dueMinor}
          onClick={() => onAdd({ method, amountMinor })}
        >
          {words.approved} {money(Math.min(amountMinor, dueMinor))}
        </Button>
        <Button className="px-1" onClick={() => setSaid('declined')}>
          {words.declined}
        </Button>
        <Button className="px-1" look="warning" onClick={() => setSaid('silent')}>
          {words.silent}
        </Button>
      </div>
      {said !== undefined && (
        <p className="rounded-lg bg-kaki-mist p-4 text-kaki" role="alert">
          {said === 'silent' ? words.silentHelp : words.declinedHelp}
        </p>
      )}
    </div>
  );
}

function Points({ basket, dueMinor, onAdd }: EachProps & { readonly basket: Basket }) {
  const words = useWords().till;
  const money = useMoney();
  const value = useHead()?.pointValueMinor ?? 1;
  const points = basket.member?.points ?? 0;
  const most = mostPoints(basket.member, dueMinor, value);
  const [amountMinor, setAmountMinor] = useState(most);
  return (
    <div className="space-y-4">
      <p>{words.member.points(formatCount(points))}</p>
      <AmountPad
        amountMinor={Math.min(amountMinor, most)}
        label={words.payment.amount}
        onChange={setAmountMinor}
      />
      <Button
        className="w-full"
        disabled={amountMinor === 0 || most === 0}
        onClick={() => onAdd({ method: 'points', amountMinor: Math.min(amountMinor, most) })}
      >
        {words.payment.add} {money(Math.min(amountMinor, most))}
      </Button>
    </div>
  );
}

/** What is left on a card is asked as soon as its code is there: scanned, or typed and checked. */
function Gift({ dueMinor, onAdd }: EachProps) {
  const till = useWords().till;
  const words = till.payment;
  const money = useMoney();
  const [code, setCode] = useState('');
  const [leftMinor, setLeftMinor] = useState<number>();
  const [amountMinor, setAmountMinor] = useState(dueMinor);
  const look = async (scanned: string) => {
    setCode(scanned);
    try {
      setLeftMinor((await giftBalance(scanned)).availableMinor);
    } catch (error) {
      setLeftMinor(undefined);
      complain(error);
    }
  };
  useScans((raw) => void look(raw.trim()));
  const most = Math.min(dueMinor, leftMinor ?? 0);
  return leftMinor === undefined ? (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void look(code.trim());
      }}
    >
      <CodeField code={code} label={words.giftCode} onChange={setCode} />
      <Button className="w-full" disabled={code.trim() === ''} type="submit">
        {words.check}
      </Button>
    </form>
  ) : (
    <div className="space-y-4">
      <p>{till.member.gift(money(leftMinor))}</p>
      <AmountPad
        amountMinor={Math.min(amountMinor, most)}
        label={words.amount}
        onChange={setAmountMinor}
      />
      <Button
        className="w-full"
        disabled={Math.min(amountMinor, most) === 0}
        onClick={() =>
          onAdd({
            method: 'gift',
            giftCode: code.trim(),
            amountMinor: Math.min(amountMinor, most),
          })
        }
      >
        {words.add} {money(Math.min(amountMinor, most))}
      </Button>
    </div>
  );
}

/** What a coupon takes off is the house's to say: it is asked with the whole basket. */
function Coupon({ basket }: { readonly basket: Basket }) {
  const words = useWords().till.payment;
  const head = useHead();
  const [code, setCode] = useState('');
  const ask = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const couponCodes = [...basket.couponCodes, code.trim()];
    try {
      const { offers } = await quote(withoutCoupons(basket), couponCodes, head?.placeId ?? '');
      takeHouseOffers(goodsKey(basket), { offers, couponCodes });
    } catch (error) {
      notify({ tone: 'bad', text: words.refused(error instanceof Error ? error.message : '') });
    }
  };
  return (
    <form className="space-y-4" onSubmit={(event) => void ask(event)}>
      <CodeField code={code} label={words.couponCode} onChange={setCode} />
      <Button className="w-full" disabled={code.trim() === ''} type="submit">
        {words.check}
      </Button>
    </form>
  );
}

type CodeFieldProps = {
  readonly label: string;
  readonly code: string;
  readonly onChange: (code: string) => void;
};

function CodeField({ label, code, onChange }: CodeFieldProps) {
  const id = useId();
  return (
    <div>
      <label className="mb-1 block text-ink-soft text-sm" htmlFor={id}>
        {label}
      </label>
      <input
        autoCapitalize="none"
        autoComplete="off"
        className="field"
        id={id}
        lang="en"
        maxLength={50}
        onChange={({ target }) => onChange(target.value)}
        spellCheck={false}
        value={code}
      />
    </div>
  );
}
