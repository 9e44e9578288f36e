// One place: what it is and can do, when it is open, and the days that differ.
import { type Answer, answerOf } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { Resources } from '../bookings/resources.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay, useSees } from '../staff/use-may.ts';
import { useSeesOverview } from '../today/use-sees-overview.ts';
import { useWords } from '../words/words.ts';
import { addressLine } from './address-line.ts';
import { AdjustmentLimit } from './adjustment-limit.tsx';
import { CounterMinutes } from './counter-minutes.tsx';
import { clockOf } from './minutes.ts';
import { CloseForNow, PickupRule } from './pickup-form.tsx';
import { CloseForGood, PlaceForm } from './place-form.tsx';
import { SpecialDays } from './special-days.tsx';
import { usePlaceName } from './use-places.ts';
import { Weather } from './weather.tsx';
import { WeeklyForm } from './weekly-form.tsx';

type Place = Answer<'/api/places/{placeId}'>;
export type Hours = Answer<'/api/places/{placeId}/hours'>;

const daysAhead = 28;

export function PlacePage() {
  const words = useWords();
  const placeName = usePlaceName();
  const { placeId = '' } = useParams();
  const place = useQuery({
    queryKey: ['places', 'one', placeId],
    queryFn: () => answerOf(api.GET('/api/places/{placeId}', { params: { path: { placeId } } })),
  });
  return (
    <Page
      back="/places"
      lead={place.data === undefined ? undefined : wordFor(words.places.kinds, place.data.kind)}
      title={placeName(placeId) ?? place.data?.name.ja ?? words.pages.places}
    >
      <Answered query={place}>{(data) => <PlaceDetail place={data} />}</Answered>
    </Page>
  );
}

function PlaceDetail({ place }: { readonly place: Place }) {
  const words = useWords();
  const mayChange = useMay('places');
  const mayOffer = useMay('offers');
  const seesDevices = useSees('devices');
  const seesOverview = useSeesOverview() === true;
  const hours = useQuery({
    queryKey: ['places', 'hours', place.id],
    queryFn: () =>
      answerOf(
        api.GET('/api/places/{placeId}/hours', {
          params: { path: { placeId: place.id }, query: { days: daysAhead } },
        }),
      ),
  });
  return (
    <>
      <PlaceFacts isOpenNow={hours.data?.isOpenNow} place={place} />
      <Section title={words.places.canHere}>
        <ul className="flex flex-wrap gap-2">
          {place.capabilities.map((each) => (
            <li key={each}>
              <Badge tone="here">{wordFor(words.places.capabilities, each)}</Badge>
            </li>
          ))}
        </ul>
        <p className="mt-4 flex flex-wrap gap-x-6">
          <TextLink to={`/orders?placeId=${place.id}`}>{words.pages.orders}</TextLink>
          <TextLink to={`/stock?placeId=${place.id}`}>{words.pages.stock}</TextLink>
          {seesDevices && (
            <TextLink to={`/places/devices?placeId=${place.id}`}>{words.devices.title}</TextLink>
          )}
          {seesOverview && (
            <TextLink to={`/places/${place.id}/report`}>{words.report.see}</TextLink>
          )}
        </p>
      </Section>
      {place.capabilities.includes('cooks') && <CounterMinutes placeId={place.id} />}
      <Section title={words.places.hours}>
        <Answered query={hours}>{(data) => <OpeningHours hours={data} />}</Answered>
      </Section>
      <OpenDays hours={hours} />
      <Resources placeId={place.id} />
      {mayChange && (
        <>
          <Section title={words.places.edit}>
            <PlaceForm key={place.id} place={place} />
          </Section>
          {place.capabilities.includes('hands_over') && (
            <Section title={words.places.pickup.title}>
              <PickupRule placeId={place.id} />
            </Section>
          )}
          {place.capabilities.includes('holds_stock') && (
            <Section title={words.places.adjustments.title}>
              <AdjustmentLimit currency={place.currency} placeId={place.id} />
            </Section>
          )}
          {mayOffer && (
            <Section title={words.weather.title}>
              <Weather placeId={place.id} />
            </Section>
          )}
          <Section title={words.places.closing.title}>
            <CloseForNow placeId={place.id} />
          </Section>
          <Section title={words.places.closeForGood}>
            <CloseForGood place={place} />
          </Section>
        </>
      )}
    </>
  );
}

function OpenDays({ hours }: { readonly hours: ReturnType<typeof useQuery<Hours>> }) {
  const words = useWords();
  const mayChange = useMay('places');
  return (
    <Section title={words.places.coming}>
      <Answered query={hours}>
        {(data) => <SpecialDays hours={data} mayChange={mayChange} />}
      </Answered>
    </Section>
  );
}

type FactsProps = { readonly place: Place; readonly isOpenNow: boolean | undefined };

function PlaceFacts({ place, isOpenNow }: FactsProps) {
  const words = useWords();
  const { none } = words.common;
  const { postalCode, address } = place;
  return (
    <Facts
      facts={[
        {
          name: words.places.now,
          value: !place.isActive ? (
            <Badge tone="now">{words.places.isClosedForGood}</Badge>
          ) : isOpenNow === undefined ? (
            none
          ) : (
            <Badge tone={isOpenNow ? 'here' : 'quiet'}>
              {isOpenNow ? words.places.openNow : words.places.closedNow}
            </Badge>
          ),
        },
        { name: words.places.code, value: place.code },
        {
          name: words.places.address,
          value: address === null ? none : addressLine(postalCode, address),
        },
        { name: words.places.phone, value: place.phone ?? none },
        { name: words.places.timeZone, value: place.timeZone },
        { name: words.house.currency, value: place.currency },
        {
          name: words.places.dayEnds,
          value: clockOf(24 * 60 + place.dayEndsMinute),
        },
      ]}
    />
  );
}

/** As they are; the form opens where somebody wants to change them. */
function OpeningHours({ hours }: { readonly hours: Hours }) {
  const words = useWords();
  const mayChange = useMay('places');
  const [isEditing, setEditing] = useState(false);
  return isEditing ? (
    <WeeklyForm hours={hours} />
  ) : (
    <>
      <Weekly hours={hours} />
      {mayChange && (
        <Button className="mt-4" data-act="hours" onClick={() => setEditing(true)}>
          {words.places.editHours}
        </Button>
      )}
    </>
  );
}

type Weekday = { readonly weekday: number; readonly text: string };

function Weekly({ hours }: { readonly hours: Hours }) {
  const words = useWords();
  if (hours.weekly.length === 0) {
    return <p className="text-ink-soft">{words.places.alwaysOpen}</p>;
  }
  const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((weekday) => {
    const intervals = hours.weekly.filter((each) => each.weekday === weekday);
    const text = intervals
      .map(({ opensMinute, closesMinute }) => `${clockOf(opensMinute)}–${clockOf(closesMinute)}`)
      .join(words.moments.separator);
    if (weekday === 8 && text === '' && !hours.closesOnHolidays) {
      return [];
    }
    return [{ weekday, text: text === '' ? words.places.closed : text }];
  });
  return (
    <dl className="max-w-md rounded-lg bg-paper px-5 py-3 shadow-rest md:px-6">
      {weekdays.map(({ weekday, text }) => (
        <div
          className="flex justify-between gap-6 border-line border-t py-2 first:border-t-0"
          key={weekday}
        >
          <dt>{words.places.weekdays[weekday]}</dt>
          <dd className="text-right">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
