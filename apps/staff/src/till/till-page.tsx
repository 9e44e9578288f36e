// The till: what is scanned is a line, what is chosen is a line, and one large button takes the money.
import { Button, Loading } from '@engawa/ui/work';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { claimScans } from '../scan/claim-scans.ts';
import { readScan } from '../scan/read-scan.ts';
import { useWords } from '../words/words.ts';
import { BasketView } from './basket-view.tsx';
import type { Sold } from './book/record.ts';
import { ChooseItems } from './choose-items.tsx';
import { Done } from './done.tsx';
import { isGiftCode } from './member/gift-balance.ts';
import { takeGiftCard, useMemberScan } from './member/use-member-scan.ts';
import { TillBar } from './parts/till-bar.tsx';
import { Pay } from './pay.tsx';
import { sellItem } from './sell.ts';
import { findByCode } from './shelf/shelf.ts';
import { changeTill, useTill } from './till-state.ts';
import { UnknownItem } from './unknown-item.tsx';
import { type TillHead, useCounter, useHead, useTillOpened } from './use-counter.ts';

type Step =
  | { readonly kind: 'sell' }
  | { readonly kind: 'pay' }
  | { readonly kind: 'done'; readonly sold: Sold };

export function TillPage() {
  useTillOpened();
  const words = useWords();
  const counter = useCounter();
  const { basket } = useTill();
  const [step, setStep] = useState<Step>({ kind: 'sell' });
  const [unknown, setUnknown] = useState<string>();
  const head = useHead();
  const isOpen = counter !== undefined;
  const scan = useScan(setUnknown, head, !isOpen ? 'closed' : step.kind);
  return (
    <div className="flex h-full flex-col">
      <TillBar />
      <h1 className="sr-only">{words.till.title}</h1>
      <div className="min-h-0 flex-1 overflow-y-auto pane:overflow-hidden">
        {counter === undefined ? (
          <Closed />
        ) : head === undefined ? (
          <Loading />
        ) : step.kind === 'sell' ? (
          <div className="flex min-h-full flex-col pane:h-full pane:flex-row">
            <ChooseItems head={head} onUnknown={setUnknown} />
            <BasketView onPay={() => setStep({ kind: 'pay' })} />
          </div>
        ) : step.kind === 'pay' ? (
          <Pay
            basket={basket}
            counter={counter}
            onBack={() => setStep({ kind: 'sell' })}
            onSold={(sold) => setStep({ kind: 'done', sold })}
          />
        ) : (
          <Done counter={counter} onNext={() => setStep({ kind: 'sell' })} sold={step.sold} />
        )}
      </div>
      {unknown !== undefined && (
        <UnknownItem code={unknown} onClose={() => setUnknown(undefined)} onMember={scan} />
      )}
    </div>
  );
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
      <Button look="plain" onClick={() => changeTill({ isPractice: true })}>
        {words.practiceOn}
      </Button>
    </div>
  );
}

/**
 * Takes what is scanned while something is being sold; answers how to look a member up by hand. What is scanned before
 * the tax rates are there waits for them: a line without its rate would be a wrong receipt.
 */
function useScan(
  onUnknown: (code: string) => void,
  head: TillHead | undefined,
  step: Step['kind'] | 'closed',
) {
  const words = useWords();
  const early = useRef<string[]>([]);
  const asMember = useMemberScan();
  useEffect(() => {
    if (step === 'closed') {
      return claimScans(() => {
        play('bad');
        notify({ tone: 'bad', text: words.till.openFirst });
      });
    }
    if (step !== 'sell') {
      return undefined;
    }
    if (head === undefined) {
      return claimScans((raw) => void early.current.push(raw));
    }
    const take = async (raw: string) => {
      const scan = readScan(raw);
      if (scan.kind === 'misread') {
        play('bad');
        notify({ tone: 'bad', text: words.scan.wrongDigit(scan.code) });
        return;
      }
      if (scan.kind === 'member') {
        await asMember(scan.code);
        return;
      }
      const code = scan.kind === 'item' ? scan.code : raw;
      const item = await findByCode(code);
      if (item !== undefined && sellItem(item, head)) {
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
    const takeEarly = async () => {
      for (const raw of early.current.splice(0)) {
        await take(raw);
      }
    };
    void takeEarly();
    return claimScans((raw) => void take(raw));
  }, [head, words, onUnknown, asMember, step]);
  return asMember;
}
