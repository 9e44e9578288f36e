// The member card: barcode and QR code first, on white, with nothing else on the page. It opens without a line (the
// service worker keeps it); the QR code then turns into a signed one that is new every half minute.
import { spacedNumber, windowMs } from '@engawa/card';
import { formatCount, formatMoment, useLanguage } from '@engawa/ui';
import { useEffect, useState } from 'react';
import { data, Link, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router';
import { openPhoneKey } from '../card/phone-key.ts';
import { Qr } from '../card/qr.tsx';
import { WalletLinks } from '../card/wallet-links.tsx';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.ts';

export const handle = { isBare: true };

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const card = await storefront.card(visitor);
  if (card === undefined) {
    throw redirect('/sign-in?to=/card');
  }
  return data(card, { headers: { 'cache-control': 'no-store' } });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export default function Card() {
  const card = useLoaderData<typeof loader>();
  const words = useWords();
  const language = useLanguage();
  const code = useMovingCode(card.number);
  useAwake();
  useKept();
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col bg-white px-4 py-4 text-center text-black">
      <PageHead title={words.card.title} isHidden />
      <img src={card.barcode} alt={words.card.barcode} className="h-24 w-full object-fill" />
      <p className="mt-1 text-xl font-bold tracking-wider">{spacedNumber(card.number)}</p>
      <div className="mt-3">
        <Qr text={code ?? card.number} label={words.card.qr} />
      </div>
      <p className="mt-2 text-sm" role="status">
        {code === undefined ? words.card.still : words.card.moving}
      </p>
      <h1 className="mt-3 text-lg font-bold">
        {card.shopName} {words.card.title}
      </h1>
      <dl className="mt-2 flex justify-center gap-8">
        <div>
          <dt className="text-sm">{words.account.points}</dt>
          <dd className="text-2xl font-bold">{formatCount(card.points)}</dd>
        </div>
        <div>
          <dt className="text-sm">{words.card.coupons}</dt>
          <dd className="text-2xl font-bold">
            <Link
              to="/account/coupons"
              reloadDocument
              aria-label={`${words.card.coupons}: ${formatCount(card.coupons)}`}
              className="inline-flex min-h-11 min-w-11 items-center justify-center underline underline-offset-4"
            >
              {formatCount(card.coupons)}
            </Link>
          </dd>
        </div>
      </dl>
      <p className="mt-1 text-sm">{words.card.at(formatMoment(card.at, language))}</p>
      <WalletLinks {...card.wallets} />
      <p className="mt-auto pt-4">
        <Link
          to="/account"
          reloadDocument
          className="inline-flex min-h-11 items-center px-3 underline underline-offset-4"
        >
          {words.nav.account}
        </Link>
      </p>
    </div>
  );
}

/** The code of this half minute; undefined until there is one. */
function useMovingCode(number: string): string | undefined {
  const [code, setCode] = useState<string>();
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    const begin = async () => {
      const codeOfNow = await openPhoneKey(number);
      if (codeOfNow === undefined || isOver) {
        return;
      }
      const draw = async () => setCode(await codeOfNow());
      // Often enough that what is shown is never half a window old.
      timer = setInterval(() => void draw(), windowMs / 6);
      await draw();
    };
    void begin();
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [number]);
  return code;
}

/** Keeps the screen from going dark while the card is shown, where the browser lets us. */
function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const hold = async () => {
      if ('wakeLock' in navigator && document.visibilityState === 'visible') {
        lock = await navigator.wakeLock.request('screen').catch(() => undefined);
      }
    };
    const seen = () => void hold();
    seen();
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      void lock?.release();
    };
  }, []);
}

/** Tells the service worker to keep this page, which it has not seen when the card is opened the first time. */
function useKept(): void {
  useEffect(() => {
    if ('serviceWorker' in navigator) {
      const tell = async () => {
        const { active } = await navigator.serviceWorker.ready;
        active?.postMessage('keep card', []);
      };
      void tell();
    }
  }, []);
}
