// Points with what is pending and what expires, stamp cards, her tier, and why each of it came and went.
import {
  Button,
  buttonClass,
  formatCount,
  formatMoment,
  formatMoney,
  useLanguage,
} from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useFetcher,
  useLoaderData,
} from 'react-router';
import type { RewardAnswer, ValuePage } from '../../../../server/storefront/contract-value.ts';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { PageHead } from '../parts/page-head.tsx';
import { StampGrid } from '../parts/stamp-grid.tsx';
import { useHas } from '../parts/use-has.ts';
import { useLiveValue } from '../parts/use-live-value.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const value = await storefront.value(visitor);
  if (value === undefined) {
    throw redirect('/sign-in?to=/points');
  }
  return data(value, { headers: { 'cache-control': 'no-store' } });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const form = await args.request.formData();
  return data(await storefront.takeReward(visitor, textOf(form, 'card'), textOf(form, 'reward')));
}

export default function Points() {
  const value = useLoaderData<typeof loader>();
  const words = useWords();
  const hasCoupons = useHas('offers');
  useLiveValue();
  return (
    <>
      <PageHead title={words.points.title} isHidden />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-6">
        <h1 className="text-2xl font-bold">{words.points.title}</h1>
        {hasCoupons ? (
          <Link to="/account/coupons" className={buttonClass('quiet')}>
            {words.card.coupons}
          </Link>
        ) : null}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[20rem_1fr]">
        <div className="grid gap-6">
          <Balance points={value.points} />
          {value.tier === null ? null : <Tier tier={value.tier} />}
        </div>
        <div className="grid gap-6">
          <section>
            <h2 className="mb-3 text-xl font-bold">{words.points.cards}</h2>
            {value.cards.length === 0 ? (
              <p className="text-ink-soft">{words.points.noCards}</p>
            ) : (
              <div className="grid gap-4 md:grid-cols-2">
                {value.cards.map((card) => (
                  <StampCard key={card.id} card={card} />
                ))}
              </div>
            )}
          </section>
          <History lines={value.lines} />
        </div>
      </div>
    </>
  );
}

function Balance({ points }: { readonly points: ValuePage['points'] }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest">
      <h2 className="text-lg font-bold">{words.points.available}</h2>
      <p
        className="mt-2 text-[2.5rem] leading-tight font-bold tabular-nums"
        data-points={points.available}
      >
        {formatCount(points.available)}
        <span className="ml-1 text-base font-normal">{words.account.pointUnit}</span>
      </p>
      {points.pending > 0 ? (
        <p className="mt-1 text-sm text-ink-soft">
          {words.points.pending(formatCount(points.pending))}
        </p>
      ) : null}
      {points.reserved > 0 ? (
        <p className="mt-1 text-sm text-ink-soft">
          {words.points.reserved(formatCount(points.reserved))}
        </p>
      ) : null}
      {points.expiries.length === 0 ? null : (
        <>
          <h3 className="mt-4 text-sm font-bold">{words.points.expiring}</h3>
          <ul className="mt-1 text-sm text-ink-soft">
            {points.expiries.slice(0, 6).map(({ at, amount }) => (
              <li key={at} className="py-0.5">
                {words.points.expires(formatCount(amount), formatMoment(at, language))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Tier({ tier }: { readonly tier: NonNullable<ValuePage['tier']> }) {
  const words = useWords();
  const language = useLanguage();
  const money = (minor: number) => formatMoney(minor, tier.currency, language);
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest">
      <h2 className="text-lg font-bold">{words.points.tier}</h2>
      <p className="mt-1 text-xl font-bold text-ai">{tier.name ?? words.points.noTier}</p>
      {tier.next === null ? null : (
        <p className="mt-1 text-sm text-ink-soft">
          {words.points.next(tier.next.name, money(tier.next.missingMinor))}
        </p>
      )}
      {tier.downgrade === null || tier.downgrade.missingMinor === 0 ? null : (
        <p className="mt-1 text-sm text-ink-soft">
          {words.points.downgrade(money(tier.downgrade.missingMinor), tier.downgrade.on)}
        </p>
      )}
    </section>
  );
}

function StampCard({ card }: { readonly card: ValuePage['cards'][number] }) {
  const words = useWords();
  const language = useLanguage();
  const fetcher = useFetcher<RewardAnswer>();
  const isFull = card.stamps >= card.size;
  const answer = fetcher.data;
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest" data-stamps={card.stamps}>
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-lg font-bold">{card.name}</h3>
        {card.until === null ? null : (
          <span className="shrink-0 text-sm text-ink-soft">
            {words.points.until(formatMoment(card.until, language))}
          </span>
        )}
      </div>
      <StampGrid
        size={card.size}
        stamps={card.stamps}
        pending={card.pending}
        label={words.points.stamps(formatCount(card.stamps), formatCount(card.size))}
      />
      <p className="mt-3 text-sm text-ink-soft">
        {isFull
          ? words.points.full
          : words.points.left(formatCount(Math.max(0, card.size - card.stamps)))}
        {card.pending > 0 ? ` ${words.points.stampsPending(formatCount(card.pending))}` : ''}
      </p>
      <div role="status">
        {answer !== undefined && 'code' in answer ? (
          <p className="mt-3 rounded-md bg-ai-mist p-3 text-sm">
            {words.points.taken}
            <strong className="mt-1 block font-mono text-base break-words">{answer.code}</strong>
          </p>
        ) : null}
        {answer !== undefined && 'refused' in answer ? (
          <p className="mt-3 text-sm text-kaki">{answer.refused}</p>
        ) : null}
      </div>
      {isFull ? (
        <fetcher.Form method="post" className="mt-3 grid gap-2">
          <input type="hidden" name="card" value={card.id} />
          {card.rewards.map((reward) => (
            <Button
              key={reward.code}
              name="reward"
              value={reward.code}
              look="quiet"
              isWide
              disabled={fetcher.state !== 'idle'}
            >
              {reward.title}
            </Button>
          ))}
        </fetcher.Form>
      ) : null}
    </section>
  );
}

function History({ lines }: { readonly lines: ValuePage['lines'] }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest">
      <h2 className="text-lg font-bold">{words.points.history}</h2>
      {lines.length === 0 ? (
        <p className="mt-2 text-ink-soft">{words.points.none}</p>
      ) : (
        <ul className="mt-2">
          {lines.map((line) => (
            <li
              key={line.id}
              className="grid grid-cols-[1fr_auto] gap-x-4 border-b border-line py-3 last:border-0"
            >
              <span>
                {line.why}
                <span className="block text-sm text-ink-soft">
                  {formatMoment(line.at, language)}
                </span>
              </span>
              <span className="text-right tabular-nums">
                <strong>{`${line.amount > 0 ? '+' : '−'}${formatCount(Math.abs(line.amount))}`}</strong>
                <span className="block text-sm text-ink-soft">
                  {words.points.balance(formatCount(line.balance))}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
