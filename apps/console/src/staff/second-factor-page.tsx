// One's own second factors: passkeys and an app; setting up, the recovery codes that come with the first, taking away.
import { answerOf } from '@engawa/client';
import { buttonClass, Card, formatCount, Mark } from '@engawa/ui';
import { Answered, Button, Trouble } from '@engawa/ui/work';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import { api, isSignedOut, meKey } from '../api.ts';
import { LanguageSwitch } from '../frame/navigation.tsx';
import { useWords } from '../words/words.ts';
import { AppFactor } from './second-factor-app.tsx';
import { Passkeys } from './second-factor-passkeys.tsx';
import { factorsKey, useFactors } from './use-factors.ts';

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
          <Factors mustSetUp={me.data.secondFactor.mustSetUp} onSetUp={setCodes} />
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

type FactorsProps = {
  readonly mustSetUp: boolean;
  readonly onSetUp: (recoveryCodes: readonly string[]) => void;
};

function Factors({ mustSetUp, onSetUp }: FactorsProps) {
  const words = useWords().secondFactor;
  const queries = useQueryClient();
  const factors = useFactors();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: factorsKey });
    void queries.invalidateQueries({ queryKey: meKey });
  };
  const setUp = (recoveryCodes: readonly string[]) => {
    if (recoveryCodes.length > 0) {
      onSetUp(recoveryCodes);
    } else {
      refresh();
    }
  };
  return (
    <Answered query={factors}>
      {(data) => (
        <div className="space-y-6">
          {mustSetUp && (
            <p className="rounded-md bg-ai-mist px-4 py-3 text-ai-deep">{words.must}</p>
          )}
          <Passkeys factors={data} onChanged={refresh} onSetUp={setUp} />
          <AppFactor factors={data} onChanged={refresh} onSetUp={setUp} />
          {(data.hasApp || data.passkeys.length > 0) && (
            <p className="text-ink-soft">{words.codesLeft(formatCount(data.recoveryCodesLeft))}</p>
          )}
        </div>
      )}
    </Answered>
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
