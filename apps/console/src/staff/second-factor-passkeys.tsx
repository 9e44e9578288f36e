// Passkeys as one's own second factor: adding one, and taking one away. Where a factor is on, it is shown first.
import { answerOf, doneOf } from '@engawa/client';
import { Card, formatMoment, useLanguage } from '@engawa/ui';
import { deviceName } from '@engawa/ui/devices';
import { Button, canPasskeys, makePasskey } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { type Proof, ProveFactor } from './prove-factor.tsx';
import type { Factors } from './use-factors.ts';

type Passkey = Factors['passkeys'][number];
/** What waits for a second factor to be shown: adding one, or taking this one away. */
type Waiting = 'add' | Passkey;

type PasskeysProps = {
  readonly factors: Factors;
  readonly onSetUp: (recoveryCodes: readonly string[]) => void;
  readonly onChanged: () => void;
};

export function Passkeys({ factors, onSetUp, onChanged }: PasskeysProps) {
  const words = useWords().secondFactor;
  const [waiting, setWaiting] = useState<Waiting>();
  const { passkeys } = factors;
  const isOn = factors.hasApp || passkeys.length > 0;
  const adding = useMutation({
    mutationFn: async (proof: Proof | undefined) => {
      const asked = await answerOf(
        api.POST('/api/staff/second-factor/passkeys/new', {
          body: proof === undefined ? {} : { proof },
        }),
      );
      const body = await makePasskey(asked, words.passkeyClosed);
      return answerOf(api.POST('/api/staff/second-factor/passkeys', { body }));
    },
    onSuccess: ({ recoveryCodes }) => {
      setWaiting(undefined);
      onSetUp(recoveryCodes);
    },
  });
  const removing = useMutation({
    mutationFn: ({ passkeyId, body }: { readonly passkeyId: string; readonly body: Proof }) =>
      doneOf(
        api.POST('/api/staff/second-factor/passkeys/{passkeyId}/remove', {
          params: { path: { passkeyId } },
          body,
        }),
      ),
    onSuccess: () => {
      setWaiting(undefined);
      onChanged();
    },
  });
  const wait = (what: Waiting | undefined) => {
    adding.reset();
    removing.reset();
    setWaiting(what);
  };
  return (
    <Card>
      <h2 className="font-bold text-lg">{words.passkeys}</h2>
      <p className="mt-2 text-ink-soft">{words.passkeysLead}</p>
      <List isStill={waiting !== undefined} onRemove={wait} passkeys={passkeys} />
      {waiting === undefined && canPasskeys && (
        <div className="mt-5">
          <Button
            data-act="add-passkey"
            disabled={adding.isPending}
            look={isOn ? 'quiet' : 'main'}
            onClick={() => (isOn ? wait('add') : adding.mutate(undefined))}
          >
            {passkeys.length === 0 ? words.addPasskey : words.addAnother}
          </Button>
          <Outcome
            done={adding.isSuccess ? words.added : undefined}
            error={isOn ? null : adding.error}
          />
        </div>
      )}
      {!canPasskeys && <p className="mt-5 text-ink-soft">{words.cannotPasskeys}</p>}
      {waiting !== undefined && (
        <ProveFactor
          error={waiting === 'add' ? adding.error : removing.error}
          hasPasskeys={passkeys.length > 0}
          isPending={adding.isPending || removing.isPending}
          lead={<p className="mt-5">{waiting === 'add' ? words.showToAdd : words.showToRemove}</p>}
          onProof={(proof) =>
            waiting === 'add'
              ? adding.mutate(proof)
              : removing.mutate({ passkeyId: waiting.id, body: proof })
          }
          save={waiting === 'add' ? words.addAnother : words.removePasskey}
        >
          <Button look="plain" onClick={() => wait(undefined)}>
            {words.cancel}
          </Button>
        </ProveFactor>
      )}
    </Card>
  );
}

type ListProps = {
  readonly passkeys: readonly Passkey[];
  readonly isStill: boolean;
  readonly onRemove: (passkey: Passkey) => void;
};

function List({ passkeys, isStill, onRemove }: ListProps) {
  const words = useWords();
  const language = useLanguage();
  if (passkeys.length === 0) {
    return <p className="mt-4">{words.secondFactor.noPasskeys}</p>;
  }
  return (
    <ul className="mt-4 divide-y divide-shade">
      {passkeys.map((passkey) => {
        const { made, used, backedUp, removePasskey, removePasskeyOf } = words.secondFactor;
        const notes = [
          made(formatMoment(passkey.createdAt, language)),
          ...(passkey.usedAt === null ? [] : [used(formatMoment(passkey.usedAt, language))]),
          ...(passkey.isBackedUp ? [backedUp] : []),
        ];
        const device = deviceName(passkey, language);
        return (
          <li
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
            data-passkey={passkey.id}
            key={passkey.id}
          >
            <div>
              <p className="font-bold">{device}</p>
              <p className="text-ink-soft text-sm">{notes.join(words.moments.separator)}</p>
            </div>
            <Button
              aria-label={removePasskeyOf(device)}
              disabled={isStill}
              onClick={() => onRemove(passkey)}
            >
              {removePasskey}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
