// Her page of a booking: when and where, the file for her calendar, another time, or cancelling it.
import {
  Button,
  buttonClass,
  Card,
  EmptyState,
  formatCount,
  formatMoment,
  formatTime,
  useLanguage,
} from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
  useNavigation,
  useSearchParams,
} from 'react-router';
import type { BookingPage } from '../../../../server/storefront/contract-booking.ts';
import { Calendar } from '../bookings/calendar.tsx';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { HomeLink } from '../parts/home-link.tsx';
import { OpenWord } from '../parts/open-word.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { chosenOf, fieldsOf, RefusedForm, sendBack } from '../typed.tsx';
import { useBookingWords } from '../words/bookings.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const booking = await storefront.booking(
    visitor,
    args.params.bookingId ?? '',
    searchParams.get('t') ?? '',
    searchParams.get('day') ?? undefined,
  );
  const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  return data({ booking: booking ?? null }, { status: booking === undefined ? 404 : 200, headers });
}

/** A time that somebody else has taken meanwhile is not offered again. */
export function shouldRevalidate({
  actionStatus,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  return actionStatus === 422 || defaultShouldRevalidate;
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const token = new URL(args.request.url).searchParams.get('t') ?? '';
  const bookingId = args.params.bookingId ?? '';
  const sent = await args.request.formData();
  const change =
    textOf(sent, 'verb') === 'cancel'
      ? ({ verb: 'cancel' } as const)
      : ({ verb: 'move', startsAt: textOf(sent, 'startsAt').slice(0, 40) } as const);
  const refused = await storefront.changeBooking(visitor, bookingId, token, change);
  if (refused !== undefined) {
    return sendBack(sent, refused);
  }
  const done = change.verb === 'move' ? '&moved=1' : '';
  throw redirect(`/bookings/${bookingId}?t=${encodeURIComponent(token)}${done}`);
}

export default function Booking() {
  const { booking } = useLoaderData<typeof loader>();
  const words = useBookingWords();
  return (
    <>
      <PageHead isHidden title={words.title} />
      {booking === null ? (
        <EmptyState icon="question" level={1} title={words.unknown}>
          <p>{words.unknownMore}</p>
          <HomeLink />
        </EmptyState>
      ) : (
        <Booked booking={booking} />
      )}
    </>
  );
}

function Booked({ booking }: { readonly booking: BookingPage }) {
  const words = useBookingWords();
  const language = useLanguage();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { place, calendar, changesUntil, state, phone } = booking;
  const isComing = state === 'booked' || state === 'proposed';
  return (
    <div className="mx-auto max-w-2xl space-y-6 pt-8" data-booking={state}>
      <h1 aria-live="polite" className="text-2xl font-bold">
        {words.states[state]}
      </h1>
      {search.get('moved') === '1' && answer === undefined ? (
        <p role="status">{words.moved}</p>
      ) : null}
      <RefusedForm back={answer} title={words.refused} />
      <Card>
        <p className="text-xl font-bold">
          <time dateTime={booking.startsAt}>
            {formatMoment(booking.startsAt, language, booking.timeZone)}
          </time>
          {` – ${formatTime(booking.endsAt, booking.timeZone)}`}
        </p>
        <p className="mt-1">
          {booking.what} {words.people(formatCount(booking.guests))}
        </p>
        {place === null ? null : (
          <>
            <p className="mt-4 font-bold">{place.name}</p>
            {booking.address === null ? null : (
              <p className="text-sm text-ink-soft">{booking.address}</p>
            )}
            <OpenWord place={place} />
          </>
        )}
        {isComing ? (
          <p className="mt-4">
            <a className={buttonClass('quiet')} data-act="calendar" href={booking.file}>
              {words.file}
            </a>
          </p>
        ) : null}
      </Card>
      {!isComing ? (
        <Link className={buttonClass('quiet')} to="/bookings">
          {words.again}
        </Link>
      ) : changesUntil === null ? (
        <div className="space-y-3">
          <p role="status">{words.late}</p>
          {phone === null ? null : (
            <a className={buttonClass('quiet')} href={`tel:${phone}`}>
              {phone}
            </a>
          )}
        </div>
      ) : calendar === null ? (
        <Changes booking={booking} until={changesUntil} />
      ) : (
        <Move booking={booking} calendar={calendar} />
      )}
    </div>
  );
}

type ChangesProps = { readonly booking: BookingPage; readonly until: string };

function Changes({ booking, until }: ChangesProps) {
  const words = useBookingWords();
  const language = useLanguage();
  const [search] = useSearchParams();
  const isBusy = useNavigation().state !== 'idle';
  const isSure = search.get('ask') === 'cancel';
  const own = `/bookings/${booking.id}?t=${encodeURIComponent(search.get('t') ?? '')}`;
  return (
    <div className="space-y-4">
      <p className="text-sm text-ink-soft">
        {words.until(formatMoment(until, language, booking.timeZone))}
      </p>
      {isSure ? (
        <Form className="space-y-4" method="post">
          <p role="status">{words.sure}</p>
          <div className="flex flex-wrap gap-3">
            <Button data-act="cancel-yes" disabled={isBusy} name="verb" value="cancel">
              {words.sureYes}
            </Button>
            <Link className={buttonClass('quiet')} replace to={own}>
              {words.sureNo}
            </Link>
          </div>
        </Form>
      ) : (
        <div className="flex flex-wrap gap-3">
          <Link
            className={buttonClass('quiet')}
            data-act="move"
            to={`${own}&day=${dayAt(booking)}`}
          >
            {words.move}
          </Link>
          <Link className={buttonClass('quiet')} data-act="cancel" replace to={`${own}&ask=cancel`}>
            {words.cancel}
          </Link>
        </div>
      )}
    </div>
  );
}

/** `2026-11-24` at the shop. */
function dayAt({ startsAt, timeZone }: BookingPage): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  return format.format(Date.parse(startsAt));
}

type MoveProps = {
  readonly booking: BookingPage;
  readonly calendar: NonNullable<BookingPage['calendar']>;
};

function Move({ booking, calendar }: MoveProps) {
  const answer = useActionData<typeof action>();
  const words = useBookingWords();
  const [search] = useSearchParams();
  const isBusy = useNavigation().state === 'submitting';
  const own = `/bookings/${booking.id}?t=${encodeURIComponent(search.get('t') ?? '')}`;
  return (
    <Form className="space-y-6" method="post">
      <Card>
        <h2 className="mb-4 text-xl font-bold">{words.moveTo}</h2>
        <Calendar
          calendar={calendar}
          chosen={chosenOf(answer, 'startsAt', '')}
          error={fieldsOf(answer)('startsAt').error}
          toDay={(day) => `${own}&day=${day}`}
        />
      </Card>
      <div className="flex flex-wrap gap-3">
        <Button data-act="move-yes" disabled={isBusy} name="verb" value="move">
          {words.move}
        </Button>
        <Link className={buttonClass('quiet')} to={own}>
          {words.keepTime}
        </Link>
      </div>
    </Form>
  );
}
