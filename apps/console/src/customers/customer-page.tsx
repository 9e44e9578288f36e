// One customer: what each system told of her, what joins the records, what she did anywhere. Looking at a
// profile is logged by the server, so this page asks once and not with every moment.
import { type Answer, answerOf } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { WhyOne } from '../identity/why-one.tsx';
import { Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { AskForHer } from '../rights/ask-for-her.tsx';
import { useSees } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Consents } from './consents.tsx';
import { CustomerTimeline } from './customer-timeline.tsx';
import { CustomerValue } from './customer-value.tsx';
import { type AccessReason, Unmask } from './unmask.tsx';

type Customer = Answer<'/api/customers/{customerId}'>;
type CustomerRecord = Customer['records'][number];

export function CustomerPage() {
  const { customerId = '' } = useParams();
  // A reason given for one person is none for the next.
  return <OneCustomer customerId={customerId} key={customerId} />;
}

function OneCustomer({ customerId }: { readonly customerId: string }) {
  const words = useWords();
  const seesRights = useSees('rights');
  const [reason, setReason] = useState<AccessReason>();
  const customer = useQuery({
    queryKey: ['customer', customerId, reason],
    queryFn: () =>
      answerOf(
        api.GET('/api/customers/{customerId}', {
          params: { path: { customerId }, query: reason === undefined ? {} : { reason } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  const name = nameOf(customer.data);
  return (
    <Page
      back="/customers"
      {...(customer.data === undefined
        ? {}
        : { lead: customer.data.isUnmasked ? words.customers.unmasked : words.customers.masked })}
      title={
        customer.data === undefined
          ? words.pages.customers
          : name === undefined
            ? words.customers.noName
            : words.customers.honorific(name)
      }
    >
      <Answered query={customer}>
        {(data) => (
          <>
            {isStopped(data) ? (
              <p
                className="mb-6 max-w-3xl rounded-lg border-2 border-ai bg-paper p-5"
                data-use="stopped"
              >
                {words.customers.useStopped}
              </p>
            ) : (
              !data.isUnmasked && <Unmask onReason={setReason} />
            )}
            <Records records={data.records} />
            {livingRecordOf(data) === undefined || isStopped(data) ? null : (
              <Section title={words.customers.value.title}>
                <CustomerValue
                  recordId={livingRecordOf(data) ?? ''}
                  recordIds={data.records.map(({ id }) => id)}
                />
              </Section>
            )}
            <Section title={words.customers.consents}>
              <Consents purposes={new Set(data.records.flatMap(({ purposes }) => purposes))} />
            </Section>
            {livingRecordOf(data) === undefined ? null : (
              <>
                {seesRights && (
                  <p className="mt-4">
                    <TextLink to={`/customers/${customerId}/rights`}>
                      {words.rights.hers.toPage}
                    </TextLink>
                  </p>
                )}
                <AskForHer recordId={livingRecordOf(data) ?? ''} />
              </>
            )}
            <Section title={words.identity.why}>
              <WhyOne links={data.links} records={data.records} />
            </Section>
          </>
        )}
      </Answered>
      <Section title={words.customers.timeline}>
        <CustomerTimeline customerId={customerId} />
      </Section>
    </Page>
  );
}

/** Any record that was not erased stands for the whole customer. */
function livingRecordOf({ records }: Customer): string | undefined {
  return records.find(({ isErased }) => !isErased)?.id;
}

/** Nothing of her is shown then, and what is hers stands still. */
function isStopped({ records }: Customer): boolean {
  return records.some(({ stoppedAt }) => stoppedAt !== null);
}

function Records({ records }: { readonly records: readonly CustomerRecord[] }) {
  return (
    <div className={`grid gap-4 md:gap-6 ${records.length > 1 ? 'lg:grid-cols-2' : ''}`}>
      {records.map((record) => (
        <RecordCard key={record.id} record={record} />
      ))}
    </div>
  );
}

function RecordCard({ record }: { readonly record: CustomerRecord }) {
  const words = useWords();
  const times = useTimes();
  const placeName = usePlaceName();
  const fields = fieldsOf(record);
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="mb-4 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-bold">{wordFor(words.customers.sources, record.source)}</h2>
        <Badge>{wordFor(words.customers.recordKinds, record.kind)}</Badge>
        {record.isErased && <Badge tone="now">{words.customers.erased}</Badge>}
        <span className="text-ink-soft text-sm">
          {times.day(record.registeredAt ?? record.createdAt)}
          {record.placeId !== null && ` ${placeName(record.placeId) ?? ''}`}
        </span>
      </div>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1.5">
        {fields.map(([field, value]) => (
          <div className="contents" key={field}>
            <dt className="text-ink-soft text-sm leading-7">
              {wordFor(words.customers.fields, field)}
            </dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
        <dt className="text-ink-soft text-sm leading-7">{words.customers.purposes}</dt>
        <dd>
          {record.purposes.length === 0
            ? words.customers.noPurposes
            : record.purposes
                .map((purpose) => wordFor(words.customers.purposeNames, purpose))
                .join(words.moments.separator)}
        </dd>
      </dl>
    </section>
  );
}

/** Family name before given name; masked where the profile is not to be seen. */
function nameOf(customer: Customer | undefined): string | undefined {
  for (const { profile, masked } of customer?.records ?? []) {
    const { familyName, givenName, fullName, companyName } = profile ?? {};
    const whole = [familyName, givenName].filter((part) => typeof part === 'string').join(' ');
    for (const name of [whole, fullName, companyName, masked.name]) {
      if (typeof name === 'string' && name !== '') {
        return name;
      }
    }
  }
  return undefined;
}

function fieldsOf({ profile, masked }: CustomerRecord): readonly (readonly [string, string])[] {
  if (profile === null) {
    return Object.entries({ fullName: masked.name, email: masked.email, phone: masked.phone })
      .map(([field, value]) => [field, value ?? ''] as const)
      .filter(([, value]) => value !== '');
  }
  return Object.entries(profile).flatMap(([field, value]) =>
    typeof value === 'string' && value !== '' ? [[field, value] as const] : [],
  );
}
