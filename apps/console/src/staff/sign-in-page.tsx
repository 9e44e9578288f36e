// Signing in, and back to the page that asked for it. What was typed stays when the server says no.
import { answerOf } from '@engawa/client';
import { Mark } from '@engawa/ui';
import { type Credentials, SignInForm as SharedForm } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { api, meKey } from '../api.ts';
import { LanguageSwitch } from '../frame/navigation.tsx';
import { useWords } from '../words/words.ts';

export function SignInPage() {
  const words = useWords();
  return (
    <main className="grid min-h-dvh lg:grid-cols-2">
      <title>{`${words.pages.signIn} | ${words.name}`}</title>
      <div className="flex flex-col justify-center px-6 py-12 md:px-16">
        <div className="mx-auto w-full max-w-sm">
          <Mark className="size-14" />
          <h1 className="mt-6 font-bold text-2xl tracking-widest">
            {words.name}
            <span className="ml-3 font-normal text-base text-ink-soft tracking-normal">
              {words.room}
            </span>
          </h1>
          <p className="mt-3 text-ink-soft">{words.signIn.lead}</p>
          <SignInForm />
          <div className="mt-10 w-fit">
            <LanguageSwitch />
          </div>
        </div>
      </div>
      <Veranda />
    </main>
  );
}

function SignInForm() {
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const entering = useMutation({
    mutationFn: (body: Credentials) => answerOf(api.POST('/api/staff/sign-in', { body })),
    onSuccess: async ({ staff }) => {
      queries.setQueryData(meKey, staff);
      await navigate(ownPath(search.get('to')), { replace: true });
    },
  });
  return (
    <SharedForm
      askPasskey={(body) => answerOf(api.POST('/api/staff/sign-in/passkey', { body }))}
      error={entering.error}
      isPending={entering.isPending}
      onSubmit={(credentials, onError) => entering.mutate(credentials, { onError })}
    >
      <p className="text-ink-soft text-sm">{words.signIn.hint}</p>
    </SharedForm>
  );
}

/** A drawing: the boards of a veranda, a garden stone, the sun. */
function Veranda() {
  return (
    <div className="relative hidden overflow-hidden bg-shade lg:block">
      <svg
        aria-hidden="true"
        className="absolute inset-0 size-full"
        fill="none"
        focusable="false"
        preserveAspectRatio="xMidYMid slice"
        viewBox="0 0 600 800"
      >
        <circle className="fill-kaki" cx="420" cy="230" opacity="0.9" r="74" />
        <path
          className="fill-ai"
          d="M0 470c90-70 190-60 280-10s190 50 320-40v140H0Z"
          opacity="0.16"
        />
        <path
          className="fill-ai"
          d="M0 510c110-40 210 0 310 10s200-30 290-60v110H0Z"
          opacity="0.24"
        />
        <path className="fill-washi" d="M0 560h600v240H0Z" />
        <path
          className="stroke-edge"
          d="M0 560h600M0 580h600M60 580-120 800M140 580 20 800M220 580 160 800M300 580v220M380 580l60 220M460 580l120 220M540 580l180 220"
          opacity="0.5"
          strokeWidth="1.5"
        />
        <path className="fill-sumi" d="M84 0h20v560H84Z" opacity="0.85" />
      </svg>
    </div>
  );
}

/** Only a path of this console; an address elsewhere would be a trap. */
function ownPath(to: string | null): string {
  return to !== null && /^\/(?![/\\])/.test(to) ? to : '/';
}
