// Requests about somebody's data: asked by one person, decided by another. An approved package or export is fetched here
// within its day; an approved erasure has happened.
import { type Answer, answerOf, type Body } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api, queries } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { Outcome, Save, Select, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { RightsLinks } from './rights-links.tsx';

type Request = Answer<'/api/rights/requests'>['requests'][number];
const key = ['rights', 'requests'] as const;
const again = () => queries.invalidateQueries({ queryKey: key });

export function RequestsPage() {
  const words = useWords().rights;
  const mayAsk = useMay('rights');
  const requests = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/rights/requests')),
  });
  return (
    <Page lead={words.lead} title={words.title}>
      <RightsLinks />
      <Answered query={requests}>
        {({ requests: rows }) =>
          rows.length === 0 ? (
            <p className="text-ink-soft">{words.none}</p>
          ) : (
            <ul className="grid gap-4">
              {rows.map((request) => (
                <RequestCard key={request.id} mayDecide={mayAsk} request={request} />
              ))}
            </ul>
          )
        }
      </Answered>
      {mayAsk && <AskForExport />}
    </Page>
  );
}

type RequestCardProps = { readonly request: Request; readonly mayDecide: boolean };

function RequestCard({ request, mayDecide }: RequestCardProps) {
  const words = useWords().rights;
  const times = useTimes();
  const { id, kind, state, reason, recordIds, askedAt, decidedAt, expiresAt } = request;
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6" data-request={id} data-state={state}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-bold">{wordFor(words.kinds, kind)}</h2>
        <Badge tone={state === 'waiting' ? 'now' : 'quiet'}>{wordFor(words.states, state)}</Badge>
        <span className="text-ink-soft text-sm">{wordFor(words.reasons, reason)}</span>
      </div>
      <dl className="mt-3 grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1">
        {recordIds.length > 0 && (
          <>
            <dt className="text-ink-soft text-sm leading-7">{words.records}</dt>
            <dd>{words.recordCount(recordIds.length)}</dd>
          </>
        )}
        <dt className="text-ink-soft text-sm leading-7">{words.asked}</dt>
        <dd>{times.moment(askedAt)}</dd>
        {decidedAt !== null && (
          <>
            <dt className="text-ink-soft text-sm leading-7">{words.decided}</dt>
            <dd>
              {times.moment(decidedAt)}
              {expiresAt !== null && (
                <span className="ml-3 text-ink-soft text-sm">
                  {words.until(times.moment(expiresAt))}
                </span>
              )}
            </dd>
          </>
        )}
      </dl>
      {mayDecide && state === 'waiting' && <Decide request={request} />}
      {mayDecide && state === 'approved' && <Fetch request={request} />}
    </li>
  );
}

function Decide({ request }: { readonly request: Request }) {
  const words = useWords().rights;
  const { id, kind, probableIds } = request;
  const [isSure, setIsSure] = useState(false);
  const [alsoProbable, setAlsoProbable] = useState(false);
  const deciding = useMutation({
    mutationFn: (isApproved: boolean) =>
      answerOf(
        api.POST('/api/rights/requests/{requestId}/decision', {
          params: { path: { requestId: id } },
          body: { isApproved, ...(alsoProbable ? { alsoErase: probableIds } : {}) },
        }),
      ),
    onSuccess: again,
  });
  const isErasure = kind === 'erasure';
  return (
    <div className="mt-4">
      {isErasure && probableIds.length > 0 && (
        <label className="mb-3 flex min-h-11 items-center gap-3">
          <input
            checked={alsoProbable}
            className="size-5 accent-ai"
            onChange={({ target }) => setAlsoProbable(target.checked)}
            type="checkbox"
          />
          <span>
            {words.includeProbable}
            <span className="block text-ink-soft text-sm">
              {words.probable(probableIds.length)}
            </span>
          </span>
        </label>
      )}
      {isErasure && isSure && <p className="mb-3 text-kaki">{words.approveSure}</p>}
      <div className="flex flex-wrap gap-3">
        <Button
          disabled={deciding.isPending}
          look={isErasure ? 'warning' : 'main'}
          onClick={() => (isErasure && !isSure ? setIsSure(true) : deciding.mutate(true))}
        >
          {isErasure && isSure ? words.yesErase : words.approve}
        </Button>
        <Button disabled={deciding.isPending} onClick={() => deciding.mutate(false)}>
          {words.decline}
        </Button>
      </div>
      <Outcome error={deciding.error} />
    </div>
  );
}

const linkLook =
  'inline-flex min-h-11 items-center rounded-md border border-edge bg-paper px-5 font-bold hover:bg-shade';

function Fetch({ request: { id, kind } }: { readonly request: Request }) {
  const { words, language } = useSpeech();
  const base = `/api/rights/requests/${id}`;
  return (
    <p className="mt-4 flex flex-wrap gap-3">
      {kind === 'package' ? (
        <>
          <a className={linkLook} href={`${base}/package.html?language=${language}`}>
            {words.rights.readPackage}
          </a>
          <a className={linkLook} download href={`${base}/package`}>
            {words.rights.download}
          </a>
        </>
      ) : kind === 'export' ? (
        <span className="text-ink-soft">{words.rights.byTerminal}</span>
      ) : (
        <a className={linkLook} download href={`${base}/file?kind=${kind}`}>
          {words.rights.file}
        </a>
      )}
    </p>
  );
}

/** What is about nobody in particular. */
function AskForExport() {
  const words = useWords().rights;
  const asking = useMutation({
    mutationFn: (body: Body<'/api/rights/requests'>) =>
      answerOf(api.POST('/api/rights/requests', { body })),
    onSuccess: again,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = textOf(new FormData(event.currentTarget), 'reason');
    asking.mutate({ kind: 'pseudonymised', reason });
  };
  return (
    <Section title={words.askFor}>
      <form
        className="max-w-xl space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6"
        onSubmit={submit}
      >
        <p className="text-ink-soft">{words.askForLead}</p>
        <p className="font-bold">{words.kinds['pseudonymised']}</p>
        <Select label={words.reason} name="reason">
          {(['analysis', 'legal_request'] as const).map((reason) => (
            <option key={reason} value={reason}>
              {words.reasons[reason]}
            </option>
          ))}
        </Select>
        <Save error={asking.error} isPending={asking.isPending} label={words.ask} />
      </form>
    </Section>
  );
}
