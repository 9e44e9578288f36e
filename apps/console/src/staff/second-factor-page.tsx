// Setting up one's own second factor: scan, show a first code, keep the recovery codes. And taking it away with a code.
import { answerOf, doneOf } from '@engawa/client';
import { buttonClass, Card, Mark } from '@engawa/ui';
import { Button, Trouble } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import { api, isSignedOut, meKey } from '../api.ts';
import { LanguageSwitch } from '../frame/navigation.tsx';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';

export function SecondFactorPage() {
  const words = useWords();
  const me = useQuery({
    queryKey: meKey,
    queryFn: () => answerOf(api.GET('/api/staff/me')),
  });
  // Kept here: whatever is asked anew meanwhile, the codes stay until she says that she has them.
  const [codes, setCodes] = useState<readonly string[]>();
  if (isSignedOut(me.error)) {
    return <Navigate replace to="/sign-in?to=/second-factor" />;
  }
  return (
    <main className="mx-auto max-w-xl px-5 py-10 md:py-16">
      <title>{`${words.secondFactor.title} | ${words.name}`}</title>
      <Mark className="size-12" />
      <h1 className="mt-4 font-bold text-2xl">{words.secondFactor.title}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{words.secondFactor.lead}</p>
      {codes !== undefined && <Keep codes={codes} />}
      {me.data === undefined && me.error !== null && (
        <Trouble error={me.error} onRetry={() => void me.refetch()} />
      )}
      {me.data !== undefined && codes === undefined && (
        <>
          {me.data.secondFactor.isOn ? (
            <IsOn />
          ) : (
            <SetUp mustSetUp={me.data.secondFactor.mustSetUp} onSetUp={setCodes} />
          )}
          {!me.data.secondFactor.mustSetUp && (
            <p className="mt-8">
              <Link className="text-ai underline underline-offset-4" to="/">
                {words.secondFactor.back}
              </Link>
            </p>
          )}
        </>
      )}
      <div className="mt-8 w-fit">
        <LanguageSwitch />
      </div>
    </main>
  );
}

type SetUpProps = {
  readonly mustSetUp: boolean;
  readonly onSetUp: (recoveryCodes: readonly string[]) => void;
};

function SetUp({ mustSetUp, onSetUp }: SetUpProps) {
  const words = useWords().secondFactor;
  const beginning = useMutation({
    mutationFn: () => answerOf(api.POST('/api/staff/second-factor')),
  });
  const confirming = useMutation({
    mutationFn: (code: string) =>
      answerOf(api.POST('/api/staff/second-factor/confirm', { body: { code } })),
    onSuccess: ({ recoveryCodes }) => onSetUp(recoveryCodes),
  });
  if (beginning.data === undefined) {
    return (
      <Card>
        <p>{mustSetUp ? words.must : words.isOff}</p>
        <div className="mt-5">
          <Button
            data-act="begin"
            disabled={beginning.isPending}
            look="main"
            onClick={() => beginning.mutate()}
          >
            {words.begin}
          </Button>
        </div>
        <Outcome error={beginning.error} />
      </Card>
    );
  }
  const { qr, secret } = beginning.data;
  return (
    <Card>
      <p className="font-bold">{words.scan}</p>
      <svg
        aria-label={words.qr}
        className="mt-3 size-60 rounded-md bg-white"
        role="img"
        shapeRendering="crispEdges"
        viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`}
      >
        <path d={qr.path} />
      </svg>
      <p className="mt-3 text-ink-soft text-sm">{words.orType}</p>
      <p className="mt-1 font-mono tracking-wider">{inFours(secret)}</p>
      <CodeForm
        isPending={confirming.isPending}
        error={confirming.error}
        label={words.code}
        lead={<p className="mt-6 font-bold">{words.enter}</p>}
        onSubmit={(code) => confirming.mutate(code)}
        save={words.confirm}
      />
    </Card>
  );
}

function Keep({ codes }: { readonly codes: readonly string[] }) {
  const words = useWords().secondFactor;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const goOn = async () => {
    await queries.invalidateQueries();
    await navigate('/', { replace: true });
  };
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(codes.join('\n'))}`;
  return (
    <Card>
      <h2 className="font-bold text-lg" role="status">
        {words.done}
      </h2>
      <p className="mt-2">{words.keep}</p>
      <ul className="mt-4 grid grid-cols-1 gap-x-6 gap-y-2 rounded-md bg-shade p-4 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap gap-3">
        <a className={buttonClass('quiet')} download="engawa-recovery-codes.txt" href={file}>
          {words.save}
        </a>
        <Button look="main" onClick={() => void goOn()}>
          {words.kept}
        </Button>
      </div>
    </Card>
  );
}

function IsOn() {
  const words = useWords().secondFactor;
  const queries = useQueryClient();
  const removing = useMutation({
    mutationFn: (code: string) =>
      doneOf(api.POST('/api/staff/second-factor/remove', { body: { code } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: meKey }),
  });
  return (
    <Card>
      <p>{words.isOn}</p>
      <CodeForm
        isPending={removing.isPending}
        error={removing.error}
        label={words.anyCode}
        lead={<p className="mt-5 text-ink-soft">{words.removeLead}</p>}
        onSubmit={(code) => removing.mutate(code)}
        save={words.remove}
      />
    </Card>
  );
}

type CodeFormProps = {
  readonly lead: ReactNode;
  readonly label: string;
  readonly save: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (code: string) => void;
};

function CodeForm({ lead, label, save, isPending, error, onSubmit }: CodeFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(textOf(new FormData(event.currentTarget), 'code'));
  };
  return (
    <form className="space-y-4" onSubmit={submit}>
      {lead}
      <Field
        isMarked={false}
        autoCapitalize="none"
        autoComplete="one-time-code"
        label={label}
        maxLength={40}
        name="code"
        required
        spellCheck={false}
        type="text"
      />
      <Save error={error} isPending={isPending} label={save} />
    </form>
  );
}

/** `JBSW Y3DP …`, as apps show it. */
function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
