// Signing in with a password: the first time on a tablet, and whenever no PIN is at hand.
import { answerOf, doneOf } from '@engawa/client';
import { Mark } from '@engawa/ui';
import { type Credentials, SignInForm as SharedForm } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, meKey, queries } from '../api.ts';
import { LanguageButton } from '../frame/settings.tsx';
import { useWords } from '../words/words.ts';
import { setAwayClerk } from './away-clerk.ts';
import { enrolTablet } from './enrol.ts';
import { unlock } from './lock.ts';
import { readStation } from './station.ts';
import type { Me } from './use-me.ts';
import { usePlaceName } from './use-places.ts';

/** Somebody is at the tablet now: what was asked for the one before is asked anew. */
export async function welcome(staff: Me): Promise<void> {
  setAwayClerk(null);
  queries.removeQueries({ queryKey: ['customers'] });
  queries.setQueryData(meKey, { data: staff, savedAt: null });
  unlock();
  await queries.invalidateQueries();
}

/** The same without a line: nothing new can be asked, and the house has to see the PIN when it is back. */
export function welcomeAway(staff: Me): void {
  setAwayClerk(staff);
  queries.removeQueries({ queryKey: ['customers'] });
  queries.setQueryData(meKey, { data: staff, savedAt: Date.now() });
  unlock();
}

export function SignIn({ children }: { readonly children?: ReactNode }) {
  const words = useWords();
  return (
    <Threshold>
      <p className="mt-2 text-ink-soft">{words.station.lead}</p>
      <SignInForm />
      {children}
    </Threshold>
  );
}

/** The frame of everything before one is in. */
export function Threshold({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  return (
    <main className="flex min-h-dvh flex-col">
      <title>{words.name}</title>
      <div className="flex justify-end p-3">
        <LanguageButton />
      </div>
      <div className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-6 pb-20">
        <div className="flex items-center gap-3">
          <Mark className="size-12" />
          <h1 className="font-bold text-2xl tracking-wide">{words.name}</h1>
        </div>
        {children}
      </div>
    </main>
  );
}

function SignInForm() {
  const words = useWords();
  const placeName = usePlaceName();
  const [isHeld, setIsHeld] = useState(false);
  const entering = useMutation({
    mutationFn: (body: Credentials) => answerOf(api.POST('/api/staff/sign-in', { body })),
    onSuccess: async ({ staff }) => {
      setIsHeld(staff.secondFactor.mustSetUp);
      if (staff.secondFactor.mustSetUp) {
        // The session opens nothing here.
        await doneOf(api.POST('/api/staff/sign-out'));
        return;
      }
      const station = readStation();
      if (station !== null && station.token === null) {
        // Enrolled before and taken out since, or enrolled by nobody yet: perhaps this person may.
        await enrolTablet(station.placeId, placeName(station.placeId) ?? station.placeId);
      }
      await welcome(staff);
    },
  });
  return (
    <SharedForm
      askPasskey={(body) => answerOf(api.POST('/api/staff/sign-in/passkey', { body }))}
      error={entering.error}
      isPending={entering.isPending}
      onSubmit={(credentials, onError) => entering.mutate(credentials, { onError })}
    >
      <div aria-live="polite">
        {isHeld && <p className="rounded-md bg-kaki-mist p-4">{words.station.secondFactorFirst}</p>}
      </div>
    </SharedForm>
  );
}
