// Her coupons: to use now, to use later, used or over. One of them is shown large for the till, and a code on paper is
// added. All of it works without scripts.
import {
  Badge,
  Button,
  buttonClass,
  EmptyState,
  Field,
  formatCount,
  formatDay,
  formatMoment,
  useLanguage,
} from '@engawa/ui';
import type { ReactNode } from 'react';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useNavigation,
  useRouteLoaderData,
} from 'react-router';
import type {
  CouponsPage,
  ShownCoupon,
  WalletCoupon,
} from '../../../../server/storefront/contract-coupons.ts';
import { Qr } from '../card/qr.tsx';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useLiveValue } from '../parts/use-live-value.ts';
import type { RootData } from '../root.tsx';
import { useCouponWords } from '../words/coupons.ts';

const path = '/account/coupons';
const dayMs = 86_400_000;
const soonMs = 3 * dayMs;

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const wanted = new URL(args.request.url).searchParams.get('show');
  const coupons = await storefront.coupons(visitor, wanted ?? undefined);
  if (coupons === undefined) {
    throw redirect(`/sign-in?to=${path}`);
  }
  const isGone = wanted !== null && coupons.shown === null;
  return data({ ...coupons, isGone }, { headers: { 'cache-control': 'no-store' } });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const code = textOf(await args.request.formData(), 'code');
  const answer = await storefront.claimCoupon(visitor, code);
  return data({ answer, code }, { status: 'refused' in answer ? 422 : 200 });
}

export default function Coupons() {
  const page = useLoaderData<typeof loader>();
  const words = useCouponWords();
  useLiveValue();
  return (
    <>
      <PageHead title={words.title} isHidden />
      {page.shown === null ? (
        <Wallet page={page} isGone={page.isGone} />
      ) : (
        <Shown coupon={page.shown} page={page} />
      )}
    </>
  );
}

function Wallet({ page, isGone }: { readonly page: CouponsPage; readonly isGone: boolean }) {
  const words = useCouponWords();
  return (
    <>
      <h1 className="py-6 text-2xl font-bold">{words.title}</h1>
      <p role="status" className={isGone ? 'mb-4 text-kaki' : ''}>
        {isGone ? words.gone : ''}
      </p>
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_20rem]">
        <div className="grid gap-8">
          {page.usable.length === 0 ? (
            <EmptyState title={words.none}>
              <p>{words.noneMore}</p>
              <Link to="/points" className={buttonClass('quiet')}>
                {words.toPoints}
              </Link>
            </EmptyState>
          ) : (
            <Group title={words.usable} coupons={page.usable} page={page} />
          )}
          <Group title={words.coming} coupons={page.coming} page={page} />
          <Group title={words.past} coupons={page.past} page={page} />
        </div>
        <Claim />
      </div>
    </>
  );
}

type GroupProps = {
  readonly title: string;
  readonly coupons: readonly WalletCoupon[];
  readonly page: CouponsPage;
};

function Group({ title, coupons, page }: GroupProps) {
  return coupons.length === 0 ? null : (
    <section>
      <h2 className="mb-3 text-xl font-bold">{title}</h2>
      <ul className="grid gap-4 md:grid-cols-2">
        {coupons.map((coupon) => (
          <li key={coupon.id} className="grid">
            <Coupon coupon={coupon} page={page} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Like a ticket: what it gives above the cut, what to do with it below. */
function Coupon({ coupon, page }: { readonly coupon: WalletCoupon; readonly page: CouponsPage }) {
  const words = useCouponWords();
  const root = useRouteLoaderData<RootData>('root');
  const { id, title, standing } = coupon;
  const isUsable = standing === 'usable';
  const hasCart = (root?.frame.cartCount ?? 0) > 0;
  return (
    <article
      data-coupon={standing}
      className={`flex flex-col rounded-lg p-5 ${isUsable ? 'bg-paper shadow-rest' : 'bg-shade'}`}
    >
      <div className="flex items-start justify-between gap-3">
        <h3 className="text-lg font-bold">{title}</h3>
        <Standing coupon={coupon} now={page.now} />
      </div>
      <Terms coupon={coupon} timeZone={page.timeZone} />
      {isUsable ? (
        <div className="mt-auto pt-4">
          <div className="grid gap-2 border-t-2 border-line border-dashed pt-4">
            <Link
              to={`${path}?show=${id}`}
              aria-label={words.showOf(title)}
              className={buttonClass('main', true)}
            >
              {words.show}
            </Link>
            {hasCart && coupon.isForWeb ? (
              <Link
                to={`/checkout?coupon=${id}`}
                aria-label={words.intoOrderOf(title)}
                className={buttonClass('quiet', true)}
              >
                {words.intoOrder}
              </Link>
            ) : null}
          </div>
        </div>
      ) : null}
    </article>
  );
}

function Standing({ coupon, now }: { readonly coupon: WalletCoupon; readonly now: string }) {
  const words = useCouponWords();
  const { standing, until } = coupon;
  if (standing !== 'usable') {
    return (
      <Badge tone={standing === 'reserved' ? 'here' : 'quiet'}>{words.standings[standing]}</Badge>
    );
  }
  const endsSoon = until !== null && Date.parse(until) - Date.parse(now) < soonMs;
  return endsSoon ? <Badge tone="now">{words.soon}</Badge> : null;
}

/** What goes off and when it holds, where, and how long: the times are those of the shop. */
function Terms({ coupon, timeZone }: { readonly coupon: WalletCoupon; readonly timeZone: string }) {
  const words = useCouponWords();
  const language = useLanguage();
  const { says, standing, from, until, usedAt, usesLeft } = coupon;
  const moment = (at: string) => formatMoment(at, language, timeZone);
  const isPast = standing === 'used' || standing === 'reserved';
  return (
    <>
      {says.length === 0 ? null : (
        <ul className="mt-2 grid gap-1">
          {says.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <div className="mt-3 grid gap-0.5 text-sm text-ink-soft">
        {standing === 'usable' || standing === 'coming' ? <p>{placesOf(coupon, words)}</p> : null}
        {standing === 'coming' && from !== null ? <p>{words.from(moment(from))}</p> : null}
        {isPast || (until === null && standing === 'stopped') ? null : (
          <p>
            {until === null ? words.endless : words.until(lastMoment(until, language, timeZone))}
          </p>
        )}
        {isPast && usedAt !== null ? <p>{words.usedAt(moment(usedAt))}</p> : null}
        {usesLeft > 1 ? <p>{words.times(formatCount(usesLeft))}</p> : null}
      </div>
    </>
  );
}

function placesOf(
  { isForShops, isForWeb }: WalletCoupon,
  words: ReturnType<typeof useCouponWords>,
): string {
  if (isForShops || isForWeb) {
    const places = isForShops ? (isForWeb ? words.both : words.shops) : words.web;
    return `${words.where}: ${places}`;
  }
  return words.ask;
}

/** What ends at midnight ends with the day before. */
function lastMoment(until: string, language: 'ja' | 'en', timeZone: string): string {
  const before = new Date(Date.parse(until) - 1).toISOString();
  const day = formatDay(before, language, timeZone);
  return day === formatDay(until, language, timeZone)
    ? formatMoment(until, language, timeZone)
    : day;
}

/** Black on white and nothing beside it, as a reader likes it. */
function Shown({ coupon, page }: { readonly coupon: ShownCoupon; readonly page: CouponsPage }) {
  const words = useCouponWords();
  return (
    <div className="mx-auto max-w-md py-6" data-shown={coupon.id}>
      <h1 className="text-2xl font-bold">{coupon.title}</h1>
      <Terms coupon={coupon} timeZone={page.timeZone} />
      <div className="mt-4 rounded-lg bg-white p-4 text-center text-black shadow-rest">
        <img src={coupon.barcode} alt={words.barcode} className="h-24 w-full object-fill" />
        <p className="mt-2 font-mono text-xl font-bold break-words">{coupon.code}</p>
        <div className="mx-auto mt-2 max-w-56">
          <Qr text={coupon.code} label={words.qr} />
        </div>
        <p className="mt-2 text-sm">{words.atTill}</p>
      </div>
      <Link to={path} className={`mt-4 ${buttonClass('quiet', true)}`}>
        {words.back}
      </Link>
    </div>
  );
}

function Claim() {
  const words = useCouponWords();
  const said = useActionData<typeof action>();
  const isBusy = useNavigation().state === 'submitting';
  const answer = said?.answer;
  const refused = answer !== undefined && 'refused' in answer ? answer.refused : undefined;
  const done =
    answer === undefined || 'refused' in answer
      ? undefined
      : answer.isNew
        ? words.added
        : words.hadIt;
  return (
    <Aside title={words.add}>
      <Form
        // Filled anew once it is there: what was right need not stand in the field.
        key={
          done === undefined
            ? 'asks'
            : answer !== undefined && 'couponId' in answer
              ? answer.couponId
              : ''
        }
        method="post"
        action={path}
        noValidate
        className="mt-3 grid gap-4"
      >
        <Field
          label={words.code}
          name="code"
          hint={words.codeHint}
          error={refused}
          defaultValue={refused === undefined ? '' : said?.code}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          isMarked={false}
          required
        />
        <Button isWide disabled={isBusy}>
          {words.addIt}
        </Button>
      </Form>
      <p role="status" className={done === undefined ? '' : 'mt-3 font-bold text-ai'}>
        {done}
      </p>
    </Aside>
  );
}

function Aside({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest">
      <h2 className="text-lg font-bold">{title}</h2>
      {children}
    </section>
  );
}
