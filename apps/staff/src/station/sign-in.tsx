// Signing in with a password: the first time on a tablet, and whenever no PIN is at hand.
import { answerOf, Refused } from '@engawa/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useRef } from 'react';
import { api, meKey, queries } from '../api.ts';
import { LanguageButton } from '../frame/settings.tsx';
import { Button } from '../parts/button.tsx';
import { Icon, Mark } from '../parts/icon.tsx';
import { useWords } from '../words/words.tsx';
import { enrolTablet } from './enrol.ts';
import { unlock } from './lock.ts';
import { readStation } from './station.ts';
import type { Me } from './use-me.ts';
import { usePlaceName } from './use-places.ts';

/** Somebody is at the tablet now: what was asked for the one before is asked anew. */
export async function welcome(staff: Me): Promise<void> {
  queries.removeQueries({ queryKey: ['customers'] });
  queries.setQueryData(meKey, { data: staff, savedAt: null });
  unlock();
  await queries.invalidateQueries();
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
  const id = useId();
  const placeName = usePlaceName();
  const password = useRef<HTMLInputElement>(null);
  const entering = useMutation({
    mutationFn: (body: { login: string; password: string }) =>
      answerOf(api.POST('/api/staff/sign-in', { body })),
    onSuccess: async ({ staff }) => {
      const station = readStation();
      if (station !== null && station.token === null) {
        // Enrolled before and taken out since, or enrolled by nobody yet: perhaps this person may.
        await enrolTablet(station.placeId, placeName(station.placeId) ?? station.placeId);
      }
      await welcome(staff);
    },
    onError: () => password.current?.select(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    entering.mutate({ login: textOf(form.get('login')), password: textOf(form.get('password')) });
  };
  return (
    <form className="mt-8 space-y-5" onSubmit={submit}>
      <div>
        <label className="mb-1 block" htmlFor={`${id}-login`}>
          {words.station.login}
        </label>
        <input
          autoCapitalize="none"
          autoComplete="username"
          className="field"
          id={`${id}-login`}
          maxLength={100}
          name="login"
          required
          spellCheck={false}
          type="text"
        />
      </div>
      <div>
        <label className="mb-1 block" htmlFor={`${id}-password`}>
          {words.station.password}
        </label>
        <input
          aria-describedby={`${id}-error`}
          aria-invalid={entering.error instanceof Refused}
          autoComplete="current-password"
          className="field"
          id={`${id}-password`}
          maxLength={200}
          name="password"
          ref={password}
          required
          type="password"
        />
      </div>
      <div aria-live="polite" id={`${id}-error`}>
        {entering.error !== null && <Wrong error={entering.error} />}
      </div>
      <Button className="w-full" disabled={entering.isPending} kind="main" type="submit">
        {entering.isPending ? words.station.working : words.station.submit}
      </Button>
    </form>
  );
}

export function Wrong({ error }: { readonly error: Error }) {
  const words = useWords();
  return (
    <p className="flex gap-2 rounded-lg bg-kaki-mist px-4 py-3 text-kaki">
      <Icon className="mt-0.5 size-5" name="alert" />
      {error instanceof Refused && error.message !== '' ? error.message : words.common.unreachable}
    </p>
  );
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
