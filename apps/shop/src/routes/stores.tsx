// Our shops with their hours; one can be chosen as mine, and "near" begins there.
import { Badge, Button, buttonClass, EmptyState, formatMinute, Icon } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useSubmit,
} from 'react-router';
import type { PlaceCard } from '../../../../server/storefront/contract.ts';
import { cookie, cookies, openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { useMoment } from '../moments/use-moment.ts';
import { LocateMe } from '../parts/locate-me.tsx';
import { Distance, OpenWord } from '../parts/open-word.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useHas } from '../parts/use-has.ts';
import { useBookingWords } from '../words/bookings.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const all = await storefront.places(visitor);
  const wanted = new URL(args.request.url).searchParams.get('in') ?? '';
  const counts = new Map<string, { readonly name: string; readonly count: number }>();
  for (const { prefecture } of all) {
    if (prefecture !== null) {
      const count = (counts.get(prefecture.key)?.count ?? 0) + 1;
      counts.set(prefecture.key, { name: prefecture.name, count });
    }
  }
  return {
    places: counts.has(wanted) ? all.filter(({ prefecture }) => prefecture?.key === wanted) : all,
    prefectures: [...counts]
      .map(([key, told]) => ({ key, ...told }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    total: all.length,
    wanted: counts.has(wanted) ? wanted : '',
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const place = textOf(await request.formData(), 'place');
  const chosen = /^plc_[0-9a-z]{26}$/.test(place) ? place : '';
  const headers = new Headers();
  headers.append('set-cookie', cookie(request, cookies.place, chosen));
  headers.append('set-cookie', `${cookies.at}=; Path=/shop; Max-Age=0`);
  throw redirect('/stores', { headers });
}

export default function Stores() {
  const { places, prefectures, total, wanted } = useLoaderData<typeof loader>();
  const words = useWords();
  const bookings = useBookingWords();
  const hasBookings = useHas('bookings');
  useMoment({ kind: 'viewed', page: 'page' });
  return (
    <>
      <PageHead title={words.stores.title} description={words.stores.lead} />
      <h1 className="pt-6 text-2xl font-bold">{words.stores.title}</h1>
      <p className="mt-1 mb-4 max-w-2xl text-ink-soft">{words.stores.lead}</p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <LocateMe words={words.stores} />
        {hasBookings ? (
          <Link className={buttonClass('quiet')} to="/bookings">
            {bookings.open}
          </Link>
        ) : null}
        {total > manyPlaces && prefectures.length > 1 ? (
          <ChoosePrefecture prefectures={prefectures} wanted={wanted} />
        ) : null}
      </div>
      {places.length === 0 ? (
        <EmptyState icon="shop" title={words.stores.none} />
      ) : (
        <ul className="mt-8 grid items-start gap-5 md:grid-cols-2">
          {places.map((place) => (
            <li key={place.id}>
              <Place place={place} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** So many can be looked over without choosing where. */
const manyPlaces = 8;

function ChoosePrefecture({
  prefectures,
  wanted,
}: {
  readonly prefectures: readonly {
    readonly key: string;
    readonly name: string;
    readonly count: number;
  }[];
  readonly wanted: string;
}) {
  const words = useWords();
  const submit = useSubmit();
  return (
    <Form
      className="flex flex-wrap items-center gap-2"
      onChange={(event) => void submit(event.currentTarget, { replace: true })}
    >
      <label htmlFor="in" className="text-sm text-ink-soft">
        {words.stores.prefecture}
      </label>
      <select
        id="in"
        name="in"
        defaultValue={wanted}
        className="min-h-11 rounded-md border border-edge bg-paper px-3"
      >
        <option value="">{words.stores.everywhere}</option>
        {prefectures.map(({ key, name, count }) => (
          <option key={key} value={key}>
            {`${name} (${count})`}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit" className={buttonClass('quiet')}>
          {words.stores.show}
        </button>
      </noscript>
    </Form>
  );
}

function Place({ place }: { readonly place: PlaceCard }) {
  const words = useWords();
  return (
    <article className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg leading-snug font-bold">{place.name}</h2>
        {place.isMine ? <Badge tone="here">{words.place.mine}</Badge> : null}
        {place.handsOver ? <Badge>{words.stores.handsOver}</Badge> : null}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-3">
        <OpenWord place={place} />
        <Distance place={place} />
      </p>
      {place.address === null ? null : (
        <p className="mt-3 flex gap-2">
          <span className="mt-1">
            <Icon name="pin" size={18} />
          </span>
          <span>
            {place.postalCode === null ? '' : `〒${place.postalCode} `}
            {place.address}
          </span>
        </p>
      )}
      {place.phone === null ? null : (
        <p className="mt-1 flex items-center gap-2">
          <Icon name="phone" size={18} />
          <a href={`tel:${place.phone}`} className="inline-flex min-h-8 items-center underline">
            {place.phone}
          </a>
        </p>
      )}
      <details className="mt-3">
        <summary className="min-h-8 text-sm text-ai">{words.stores.hours}</summary>
        <Hours place={place} />
      </details>
      <Form method="post" className="mt-4">
        <input type="hidden" name="place" value={place.id} />
        <Button look="quiet" disabled={place.isMine} aria-label={chooseLabel(place, words)}>
          {place.isMine ? words.stores.chosen : words.stores.choose}
        </Button>
      </Form>
    </article>
  );
}

function chooseLabel(place: PlaceCard, words: ReturnType<typeof useWords>): string {
  return `${place.isMine ? words.stores.chosen : words.stores.choose}: ${place.name}`;
}

function Hours({ place }: { readonly place: PlaceCard }) {
  const words = useWords();
  if (place.isAlwaysOpen) {
    return <p className="py-1">{words.stores.always}</p>;
  }
  return (
    <dl className="py-1">
      {place.week.map(({ weekday, intervals }) => (
        <div key={weekday} className="flex gap-4">
          <dt className="w-12">{words.stores.days[weekday - 1]}</dt>
          <dd>
            {intervals.length === 0
              ? words.stores.dayOff
              : intervals
                  .map(({ opens, closes }) => `${formatMinute(opens)}–${formatMinute(closes)}`)
                  .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
