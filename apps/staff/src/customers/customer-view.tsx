// One customer: masked until a reason is chosen, which the house writes down, and one timeline of everything.
import { type Answer, answerOf } from '@engawa/client';
import { formatMoney } from '@engawa/ui';
import { Button, Icon } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { Detail, Facts, Part } from '../parts/detail.tsx';
import { Answered } from '../parts/states.tsx';
import { usePlaceName, useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import { AlsoYou } from './also-you.tsx';
import { CustomerValue } from './customer-value.tsx';
import { customersKey, findCustomers } from './find-customers.ts';
import { ServeCustomer } from './serve/serve-customer.tsx';
import type { Reason } from './serve/use-serve.ts';

type Customer = Answer<'/api/customers/{customerId}'>;
type Profile = NonNullable<Customer['records'][number]['profile']>;
type TimelineMoment = Answer<'/api/customers/{customerId}/timeline'>['moments'][number];

type CustomerViewProps = { readonly customerId: string; readonly q: string };

export function CustomerView({ customerId, q }: CustomerViewProps) {
  const words = useWords();
  // Whose card was read just now stands here herself.
  const [search] = useSearchParams();
  const isPresent = search.get('present') === '1';
  // Who comes from the work of the day comes to keep a promise.
  const isPromised = search.get('promised') === '1';
  const [reason, setReason] = useState<Reason | undefined>(
    isPresent ? 'customer_present' : isPromised ? 'follow_up' : undefined,
  );
  const masked = useQuery({
    queryKey: customersKey('masked', customerId),
    queryFn: async () => ({ data: (await findCustomers(customerId))[0], savedAt: null }),
  });
  const found = masked.data?.data;
  const name = found?.masked.name;
  if (found?.records.some(({ stoppedAt }) => stoppedAt !== null) === true) {
    return (
      <Detail
        back={q === '' ? '/customers' : `/customers?q=${encodeURIComponent(q)}`}
        title={words.customers.stopped}
      >
        <p className="flex gap-3 rounded-lg bg-washi p-5" data-use="stopped">
          <Icon className="mt-0.5 size-6 shrink-0 text-ai" name="eye" />
          {words.customers.useStopped}
        </p>
      </Detail>
    );
  }
  return (
    <Detail
      aside={
        reason === undefined ? undefined : (
          <Button onClick={() => setReason(undefined)}>{words.customers.hide}</Button>
        )
      }
      back={q === '' ? '/customers' : `/customers?q=${encodeURIComponent(q)}`}
      title={typeof name === 'string' ? words.customers.honorific(name) : words.customers.noName}
    >
      {reason === undefined ? (
        <WhyLook onChoose={setReason} />
      ) : (
        <>
          <ServeCustomer customerId={customerId} reason={reason} />
          <Part title={words.serve.details}>
            <Unmasked customerId={customerId} reason={reason} />
          </Part>
        </>
      )}
      {reason === 'customer_present' && <AlsoYou customerId={customerId} />}
      <Part title={words.customers.timeline}>
        <CustomerTimeline customerId={customerId} />
      </Part>
    </Detail>
  );
}

function WhyLook({ onChoose }: { readonly onChoose: (reason: Reason) => void }) {
  const words = useWords();
  const reasons = Object.entries(words.customers.reasons) as [Reason, string][];
  return (
    <div className="rounded-lg bg-washi p-5">
      <p className="flex gap-3">
        <Icon className="mt-0.5 size-6 text-ai" name="eye" />
        {words.customers.masked}
      </p>
      <fieldset className="mt-4">
        <legend className="sr-only">{words.customers.why}</legend>
        <div className="flex flex-wrap gap-2">
          {reasons.map(([reason, word]) => (
            <Button key={reason} onClick={() => onChoose(reason)}>
              {word}
            </Button>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

type UnmaskedProps = { readonly customerId: string; readonly reason: Reason };

function Unmasked({ customerId, reason }: UnmaskedProps) {
  const words = useWords();
  const customer = useQuery({
    queryKey: customersKey('seen', customerId, reason),
    queryFn: async () => {
      const params = { path: { customerId }, query: { reason } };
      const data = await answerOf(api.GET('/api/customers/{customerId}', { params }));
      return { data, savedAt: null };
    },
    // Each look is logged: it is asked for once, and not kept.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Answered query={customer}>
      {({ records }) => (
        <div aria-live="polite" className="space-y-4">
          <p className="text-ink-soft text-sm">{words.customers.unmasked}</p>
          {records.map(({ id, profile }) =>
            profile === null || Object.keys(profile).length === 0 ? null : (
              <div className="rounded-lg bg-washi p-5" key={id}>
                <ProfileFacts profile={profile} />
              </div>
            ),
          )}
          {records[0] === undefined ? null : (
            <Part title={words.customers.value.title}>
              <CustomerValue recordId={records[0].id} />
            </Part>
          )}
        </div>
      )}
    </Answered>
  );
}

function ProfileFacts({ profile }: { readonly profile: Profile }) {
  const words = useWords();
  const { fields } = words.customers;
  const join = (...parts: readonly (string | undefined)[]) =>
    parts.filter((part) => part !== undefined && part !== '').join(' ');
  const { postalCode, prefecture, city, address } = profile;
  const all = [
    {
      name: fields.name,
      value: profile.fullName ?? join(profile.familyName, profile.givenName),
    },
    { name: fields.kana, value: profile.fullKana ?? join(profile.familyKana, profile.givenKana) },
    { name: fields.phone, value: profile.phone ?? profile.mobilePhone },
    { name: fields.email, value: profile.email },
    { name: fields.memberNumber, value: profile.memberNumber },
    { name: fields.birthDate, value: profile.birthDate },
    { name: fields.address, value: join(postalCode, prefecture, city, address) },
    { name: fields.note, value: profile.note },
  ];
  return <Facts facts={all.filter(({ value }) => value !== undefined && value !== '')} />;
}

function CustomerTimeline({ customerId }: { readonly customerId: string }) {
  const words = useWords();
  const [after, setAfter] = useState<string>();
  const query = { limit: 30, ...(after === undefined ? {} : { after }) };
  const timeline = useQuery({
    queryKey: customersKey('timeline', customerId, after ?? ''),
    queryFn: async () => {
      const params = { path: { customerId }, query };
      const data = await answerOf(api.GET('/api/customers/{customerId}/timeline', { params }));
      return { data, savedAt: null };
    },
    placeholderData: keepPreviousData,
  });
  return (
    <Answered query={timeline}>
      {({ moments, next }) =>
        moments.length === 0 ? (
          <p className="text-ink-soft">{words.customers.noTimeline}</p>
        ) : (
          <>
            <ol className="ml-2 space-y-4 border-line border-l-2 pl-6">
              {moments.map((moment) => (
                <TimelineEntry key={`${moment.recordId} ${moment.eventId}`} moment={moment} />
              ))}
            </ol>
            {next !== null && (
              <Button className="mt-6" onClick={() => setAfter(next)}>
                {words.common.older}
              </Button>
            )}
          </>
        )
      }
    </Answered>
  );
}

function TimelineEntry({ moment }: { readonly moment: TimelineMoment }) {
  const words = useWords();
  const times = useTimes();
  const placeName = usePlaceName();
  const { type, data, placeId, occurredAt } = moment;
  const { totalMinor, currency } = data;
  const details = [
    placeId === null ? undefined : placeName(placeId),
    typeof totalMinor === 'number' && typeof currency === 'string'
      ? formatMoney(totalMinor, currency)
      : undefined,
  ].filter((each) => each !== undefined);
  return (
    <li className="relative">
      <span
        aria-hidden="true"
        className="absolute top-1.5 -left-[2rem] size-3.5 rounded-full border-2 border-ai bg-paper"
      />
      <p>
        <b>{words.moments.titles[type] ?? words.moments.unknown}</b>
        {details.length > 0 && <span className="ml-3">{details.join(' / ')}</span>}
      </p>
      <p className="text-ink-soft text-sm">{times.moment(occurredAt)}</p>
    </li>
  );
}
