// Booking a visit, a fitting or a table: the shop and what for, a day and a free time, a name.
import { Button, buttonClass, Card, EmptyState, formatCount, Select, TextArea } from '@engawa/ui';
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
} from 'react-router';
import type { BookablePage, BookableShop } from '../../../../server/storefront/contract-booking.ts';
import { Calendar } from '../bookings/calendar.tsx';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { Distance, OpenWord } from '../parts/open-word.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { WhoFields } from '../parts/who-fields.tsx';
import { chosenOf, fieldsOf, RefusedForm, type SentBack, sendBack } from '../typed.tsx';
import { useBookingWords } from '../words/bookings.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const read = (name: string) => searchParams.get(name) ?? '';
  const page = await storefront.bookable(visitor, {
    placeId: read('place'),
    kind: read('kind'),
    day: read('day'),
  });
  return data(page, { headers: { 'cache-control': 'no-store' } });
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
  const sent = await args.request.formData();
  const read = (name: string, longest: number) => textOf(sent, name).trim().slice(0, longest);
  const guests = Number(read('guests', 3));
  const booked = await storefront.bookIt(visitor, {
    placeId: read('placeId', 40),
    kind: read('kind', 20),
    formId: read('formId', 100),
    startsAt: read('startsAt', 40),
    guests: Number.isInteger(guests) ? guests : 1,
    name: read('name', 100),
    email: read('email', 254),
    phone: read('phone', 30),
    note: read('note', 500),
  });
  if ('refused' in booked) {
    return sendBack(sent, booked);
  }
  throw redirect(`/bookings/${booked.bookingId}?t=${booked.token}`);
}

export default function Bookings() {
  const page = useLoaderData<typeof loader>();
  const words = useBookingWords();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHead description={words.lead} title={words.title} />
      <h1 className="pt-6 text-2xl font-bold">{words.title}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{words.lead}</p>
      {page.chosen === null ? (
        <Shops shops={page.shops} />
      ) : (
        <Times chosen={page.chosen} formId={page.formId} knows={page.knows} />
      )}
    </div>
  );
}

function Shops({ shops }: { readonly shops: readonly BookableShop[] }) {
  const words = useBookingWords();
  return shops.length === 0 ? (
    <EmptyState icon="clock" title={words.none} />
  ) : (
    <ul className="space-y-4" data-shops={shops.length}>
      {shops.map(({ place, address, kinds }) => (
        <li className="rounded-lg bg-paper p-5 shadow-rest" key={place.id}>
          <h2 className="text-lg font-bold">{place.name}</h2>
          <p className="flex flex-wrap gap-x-3">
            <OpenWord place={place} />
            <Distance place={place} />
          </p>
          {address === null ? null : <p className="text-sm text-ink-soft">{address}</p>}
          <p className="mt-3 flex flex-wrap gap-2">
            {kinds.map((kind) => (
              <Link
                aria-label={words.choose(words.kinds[kind], place.name)}
                className={buttonClass('quiet')}
                data-kind={kind}
                key={kind}
                to={`/bookings?place=${place.id}&kind=${kind}`}
              >
                {words.kinds[kind]}
              </Link>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}

type TimesProps = {
  readonly chosen: NonNullable<BookablePage['chosen']>;
  readonly knows: BookablePage['knows'];
  readonly formId: string;
};

function Times({ chosen, knows, formId }: TimesProps) {
  const words = useBookingWords();
  const answer = useActionData<typeof action>();
  const bind = fieldsOf(answer);
  const isBusy = useNavigation().state === 'submitting';
  const { shop, kind, what, day } = chosen;
  const here = `/bookings?place=${shop.place.id}&kind=${kind}`;
  return (
    <Form className="space-y-6" method="post">
      <input name="placeId" type="hidden" value={shop.place.id} />
      <input name="kind" type="hidden" value={kind} />
      <input name="formId" type="hidden" value={formId} />
      <Card>
        <p className="text-lg font-bold">{shop.place.name}</p>
        <p>{what}</p>
        {shop.address === null ? null : <p className="text-sm text-ink-soft">{shop.address}</p>}
        <p className="mt-2">
          <Link className="text-ai underline underline-offset-4" to="/bookings">
            {words.otherShop}
          </Link>
        </p>
      </Card>
      <RefusedForm back={answer} title={words.refused} />
      <Card>
        <Calendar
          calendar={chosen}
          chosen={chosenOf(answer, 'startsAt', '')}
          error={bind('startsAt').error}
          toDay={(to) => `${here}&day=${to}`}
        />
      </Card>
      {day === null ? null : (
        <>
          <Card>
            <fieldset className="space-y-5">
              <legend className="mb-4 text-xl font-bold">{words.who}</legend>
              <Select isMarked={false} label={words.guests} {...bind('guests', '1')}>
                {['1', '2', '3', '4', '5', '6', '7', '8'].map((count) => (
                  <option key={count} value={count}>
                    {words.people(formatCount(Number(count)))}
                  </option>
                ))}
              </Select>
              {knows === null ? (
                <Who back={answer} />
              ) : (
                <p>{words.known(knows.name, knows.contact)}</p>
              )}
            </fieldset>
          </Card>
          <Button data-act="book" disabled={isBusy} isWide>
            {isBusy ? words.sending : words.send}
          </Button>
        </>
      )}
    </Form>
  );
}

function Who({ back }: { readonly back: SentBack | undefined }) {
  const words = useBookingWords();
  return (
    <>
      <WhoFields back={back} words={words} />
      <TextArea
        hint={words.noteHint}
        label={words.note}
        maxLength={500}
        rows={2}
        {...fieldsOf(back)('note')}
      />
    </>
  );
}
