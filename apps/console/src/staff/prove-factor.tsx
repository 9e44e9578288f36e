// Showing a second factor that one has: a passkey by one press, or a code.
import { answerOf } from '@engawa/client';
import {
  Button,
  canPasskeys,
  type PasskeyAsked,
  type ShownPasskey,
  showPasskey,
} from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { useWords } from '../words/words.ts';
import { CodeForm } from './code-form.tsx';

export type Proof = { readonly code: string } | { readonly passkey: ShownPasskey };

type ProveFactorProps = {
  readonly lead: ReactNode;
  readonly save: string;
  readonly hasPasskeys: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onProof: (proof: Proof) => void;
  readonly children?: ReactNode;
};

export function ProveFactor(props: ProveFactorProps) {
  const { lead, save, hasPasskeys, isPending, error, onProof, children } = props;
  const words = useWords().secondFactor;
  const showing = useMutation({
    mutationFn: async (): Promise<Proof> => {
      const asked: PasskeyAsked = await answerOf(api.POST('/api/staff/second-factor/passkeys/ask'));
      return { passkey: await showPasskey(asked, words.passkeyClosed) };
    },
    onSuccess: onProof,
  });
  return (
    <CodeForm
      isPending={isPending}
      error={showing.error ?? error}
      label={words.anyCode}
      lead={lead}
      onSubmit={(code) => {
        showing.reset();
        onProof({ code });
      }}
      save={save}
    >
      {hasPasskeys && canPasskeys && (
        <Button
          data-act="show-passkey"
          disabled={isPending || showing.isPending}
          onClick={() => showing.mutate()}
        >
          {words.byPasskey}
        </Button>
      )}
      {children}
    </CodeForm>
  );
}
