// The till: what is scanned is a line, what is chosen is a line, and one large button takes the money.
import { Button, Loading } from '@engawa/ui/work';
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { openRequest } from '../returns/open-request.ts';
import { readScan } from '../scan/read-scan.ts';
import { useScans } from '../scan/use-scans.ts';
import { useWords } from '../words/words.ts';
import { BasketView } from './basket-view.tsx';
import { findSold, type Sold } from './book/record.ts';
import { ChooseItems } from './choose-items.tsx';
import { Done } from './done.tsx';
import { reckonAgain, useOffersKept } from './held-offers.ts';
import { isGiftCode } from './member/gift-balance.ts';
import { takeGiftCard, useMemberScan } from './member/use-member-scan.ts';
import { TillBar } from './parts/till-bar.tsx';
import { Pay } from './pay.tsx';
import { type Basket, emptyBasket } from './sale/basket.ts';
import { sellItem } from './sell.ts';
import { findByCode } from './shelf/shelf.ts';
import { changeBasket, changeTill, practise, tillState, useTill } from './till-state.ts';
import { UnknownItem } from './unknown-item.tsx';
import { type TillHead, useCounter, useHead, useTillOpened } from './use-counter.ts';

type Step =
  /** What became of a sale that was being written when the page was closed is not known yet. */
  | { readonly kind: 'look' }
  | { readonly kind: 'sell' }
  | { readonly kind: 'pay'; readonly asked?: Sold }
  | { readonly kind: 'done'; readonly sold: Sold };

export function TillPage() {
  useTillOpened();
  useOffersKept();
  const words = useWords();
  const counter = useCounter();
  const { basket } = useTill();
  const [step, setStep] = useState<Step>(basket.orderId === null ? goOn(basket) : { kind: 'look' });
  const [unknown, setUnknown] = useState<string>();
  const [isCameraOn, setIsCameraOn] = useState(false);
  const head = useHead();
  const isOpen = counter !== undefined;
  const next = useCallback(() => setStep({ kind: 'sell' }), []);
  const scan = useScan(setUnknown, head, { step: isOpen ? step.kind : 'closed', onNext: next });
  useEffect(() => {
    void takeUp(setStep);
  }, []);
  return (
    <div className="flex h-full flex-col">
      <TillBar />
      <h1 className="sr-only">{words.till.title}</h1>
      <div className="min-h-0 flex-1 overflow-y-auto pane:overflow-hidden">
        {counter === undefined ? (
          <Closed />
        ) : head === undefined || step.kind === 'look' ? (
          <Loading />
        ) : step.kind === 'sell' ? (
          <div className="flex min-h-full flex-col pane:h-full pane:flex-row">
            <ChooseItems
              head={head}
              isCameraOn={isCameraOn}
              onCamera={setIsCameraOn}
              onUnknown={setUnknown}
            />
            <BasketView
              onPay={() => {
                reckonAgain();
                setStep({ kind: 'pay' });
              }}
            />
          </div>
        ) : step.kind === 'pay' ? (
          <Pay
            asked={step.asked}
            basket={basket}
            counter={counter}
            onBack={next}
            onSold={(sold) => setStep({ kind: 'done', sold })}
          />
        ) : (
          <Done counter={counter} onNext={next} sold={step.sold} />
        )}
      </div>
      {unknown !== undefined && (
        <UnknownItem code={unknown} onClose={() => setUnknown(undefined)} onMember={scan} />
      )}
    </div>
  );
}

/** What a terminal has taken waits for the rest. */
function goOn({ taken }: Basket): Step {
  return { kind: taken.length > 0 ? 'pay' : 'sell' };
}

/** The page was closed while a sale was written down: it is shown as what became of it, and never sold again. */
async function takeUp(show: (step: Step) => void): Promise<void> {
  const { basket } = tillState();
  if (basket.orderId === null) {
    return;
  }
  const found = await findSold(basket);
  if (found === undefined) {
    changeBasket((now) => ({ ...now, orderId: null }));
    show(goOn(basket));
  } else if (found.isAsked) {
    show({ kind: 'pay', asked: found.sold });
  } else {
    changeTill({ basket: emptyBasket });
    show({ kind: 'done', sold: found.sold });
  }
}

function Closed() {
  const words = useWords().till;
  return (
    <div className="flex h-full flex-col items-center justify-center gap-6 p-6 text-center">
      <p className="text-lg">{words.openFirst}</p>
      <Link
        className="flex min-h-main items-center rounded-md bg-ai px-8 font-bold text-paper"
        to="/till/drawer"
      >
        {words.openDrawer}
      </Link>
      <Button look="plain" data-act="practice" onClick={() => practise(true)}>
        {words.practiceOn}
      </Button>
    </div>
  );
}

type Where = { readonly step: Step['kind'] | 'closed'; readonly onNext: () => void };

/**
 * Takes what is scanned while something is being sold; answers how to look a member up by hand. What is scanned before
 * the tax rates are there waits for them: a line without its rate would be a wrong receipt; so it does until it is known
 * what became of the basket. While money is taken a scan changes nothing; after that it is the first of the next sale.
 */
function useScan(
  onUnknown: (code: string) => void,
  head: TillHead | undefined,
  { step, onNext }: Where,
) {
  const words = useWords();
  const early = useRef<string[]>([]);
  const asMember = useMemberScan();
  const navigate = useNavigate();
  const refuse = (text: string) => {
    play('bad');
    notify({ tone: 'bad', text });
  };
  const take = async (raw: string, at: TillHead) => {
    const scan = readScan(raw);
    if (scan.kind === 'misread') {
      refuse(words.scan.wrongDigit(scan.code));
      return;
    }
    if (scan.kind === 'member') {
      await asMember(scan.code);
      return;
    }
    if (scan.kind === 'return-request') {
      play('good');
      await openRequest(scan.requestId, navigate);
      return;
    }
    const code = scan.kind === 'item' ? scan.code : raw;
    const item = await findByCode(code);
    if (item !== undefined && sellItem(item, at)) {
      return;
    }
    if (item === undefined && isGiftCode(code)) {
      await takeGiftCard(code);
      return;
    }
    if (item === undefined && !/^\d{8}$|^\d{12,14}$/.test(code)) {
      // No barcode of goods: a member's card.
      await asMember(code);
      return;
    }
    play('bad');
    onUnknown(code);
  };
  useScans((raw) => {
    if (step === 'closed' || step === 'pay') {
      refuse(step === 'closed' ? words.till.openFirst : words.till.payment.notNow);
    } else if (step === 'sell' && head !== undefined) {
      void take(raw, head);
    } else {
      early.current.push(raw);
      if (step === 'done') {
        onNext();
      }
    }
  });
  const takeEarly = useEffectEvent(async (at: TillHead) => {
    for (const raw of early.current.splice(0)) {
      await take(raw, at);
    }
  });
  useLayoutEffect(() => {
    if (step === 'sell' && head !== undefined) {
      void takeEarly(head);
    }
  }, [step, head]);
  return asMember;
}
