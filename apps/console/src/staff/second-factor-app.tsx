// The authenticator app as one's own second factor: scan, show a first code; and taking it away.
import { answerOf, doneOf } from '@engawa/client';
import { Card } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { CodeForm } from './code-form.tsx';
import { type Proof, ProveFactor } from './prove-factor.tsx';
import type { Factors } from './use-factors.ts';

type AppFactorProps = {
  readonly factors: Factors;
  readonly onSetUp: (recoveryCodes: readonly string[]) => void;
  readonly onChanged: () => void;
};

export function AppFactor({ factors, onSetUp, onChanged }: AppFactorProps) {
  const words = useWords().secondFactor;
  return (
    <Card>
      <h2 className="font-bold text-lg">{words.app}</h2>
      {factors.hasApp ? (
        <IsOn factors={factors} onChanged={onChanged} />
      ) : (
        <SetUp factors={factors} onSetUp={onSetUp} />
      )}
    </Card>
  );
}

function SetUp({ factors, onSetUp }: Omit<AppFactorProps, 'onChanged'>) {
  const words = useWords().secondFactor;
  const hasPasskeys = factors.passkeys.length > 0;
  // A first code that waits for what is there already to be shown.
  const [first, setFirst] = useState<string>();
  const beginning = useMutation({
    mutationFn: () => answerOf(api.POST('/api/staff/second-factor')),
  });
  const confirming = useMutation({
    mutationFn: (body: { readonly code: string; readonly proof?: Proof }) =>
      answerOf(api.POST('/api/staff/second-factor/confirm', { body })),
    onSuccess: ({ recoveryCodes }) => onSetUp(recoveryCodes),
    onError: () => setFirst(undefined),
  });
  if (beginning.data === undefined) {
    return (
      <>
        <p className="mt-2">{words.isOff}</p>
        <div className="mt-5">
          <Button
            data-act="begin"
            disabled={beginning.isPending}
            onClick={() => beginning.mutate()}
          >
            {words.begin}
          </Button>
        </div>
        <Outcome error={beginning.error} />
      </>
    );
  }
  const { qr, secret } = beginning.data;
  if (first !== undefined) {
    return (
      <ProveFactor
        error={confirming.error}
        hasPasskeys={hasPasskeys}
        isPending={confirming.isPending}
        lead={<p className="mt-2">{words.showToAdd}</p>}
        onProof={(proof) => confirming.mutate({ code: first, proof })}
        save={words.confirm}
      />
    );
  }
  return (
    <>
      <p className="mt-2 font-bold">{words.scan}</p>
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
        onSubmit={(code) => (hasPasskeys ? setFirst(code) : confirming.mutate({ code }))}
        save={words.confirm}
      />
    </>
  );
}

function IsOn({ factors, onChanged }: Omit<AppFactorProps, 'onSetUp'>) {
  const words = useWords().secondFactor;
  const removing = useMutation({
    mutationFn: (body: Proof) => doneOf(api.POST('/api/staff/second-factor/remove', { body })),
    onSuccess: onChanged,
  });
  return (
    <>
      <p className="mt-2">{words.isOn}</p>
      <ProveFactor
        error={removing.error}
        hasPasskeys={factors.passkeys.length > 0}
        isPending={removing.isPending}
        lead={<p className="mt-5 text-ink-soft">{words.removeLead}</p>}
        onProof={(proof) => removing.mutate(proof)}
        save={words.remove}
      />
    </>
  );
}

/** `JBSW Y3DP …`, as apps show it. */
function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
