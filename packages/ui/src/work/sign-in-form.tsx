// Login and password, and a second factor once the server asks for it: a passkey, or a code. What was typed stays when
// the server says no.
import { Refused } from '@engawa/client';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { Field } from '../field.tsx';
import { Button } from './button.tsx';
import { canPasskeys, type PasskeyAsked, type ShownPasskey, showPasskey } from './passkey.ts';
import { Wrong } from './states.tsx';
import { useWorkWords } from './words.ts';

type NameAndPassword = { readonly login: string; readonly password: string };
export type Credentials = NameAndPassword & {
  readonly code?: string;
  readonly passkey?: ShownPasskey;
};

type SignInFormProps = {
  /** What a passkey has to answer, once name and password were right. */
  readonly askPasskey: (body: NameAndPassword) => Promise<PasskeyAsked>;
  readonly onSubmit: (credentials: Credentials, onRefused: () => void) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly children?: ReactNode;
};

export function SignInForm(props: SignInFormProps) {
  const { askPasskey, onSubmit, isPending, children } = props;
  const words = useWorkWords();
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const showing = useMutation({
    mutationFn: async (body: NameAndPassword) => ({
      ...body,
      passkey: await showPasskey(await askPasskey(body), words.passkeyClosed),
    }),
    onSuccess: (credentials) => onSubmit(credentials, () => undefined),
  });
  // What the device or the server said last.
  const error = showing.error ?? props.error;
  const asksCode = error instanceof Refused && codesAsking.has(error.code);
  // That a second factor is wanted too is no mistake.
  const isStep = error instanceof Refused && error.code === 'staff.code_needed';
  // The fields stay while the next answer is waited for.
  const [hasCode, setHasCode] = useState(false);
  const [hasPasskey, setHasPasskey] = useState(false);
  if (asksCode && !hasCode) {
    setHasCode(true);
  }
  if (isStep && !hasPasskey && error.details['hasPasskey'] === true && canPasskeys) {
    setHasPasskey(true);
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    showing.reset();
    const given = typed(new FormData(event.currentTarget), 'code');
    const credentials = {
      ...namedIn(event.currentTarget),
      ...(given === '' ? {} : { code: given }),
    };
    onSubmit(credentials, () => (code.current ?? password.current)?.select());
  };
  return (
    <form className="mt-8 space-y-5" onSubmit={submit} ref={form}>
      <Field
        isMarked={false}
        autoCapitalize="none"
        autoComplete="username"
        label={words.login}
        maxLength={100}
        name="login"
        required
        spellCheck={false}
        type="text"
      />
      <Field
        isMarked={false}
        aria-invalid={error instanceof Refused && !asksCode}
        autoComplete="current-password"
        label={words.password}
        maxLength={200}
        name="password"
        ref={password}
        required
        type="password"
      />
      <div aria-live="polite">
        {isStep ? <p>{error.message}</p> : error !== null && <Wrong error={error} />}
      </div>
      {hasPasskey && (
        <Button
          data-act="passkey"
          disabled={isPending || showing.isPending}
          isWide
          look="main"
          onClick={() => form.current !== null && showing.mutate(namedIn(form.current))}
        >
          {words.byPasskey}
        </Button>
      )}
      {hasCode && (
        <Field
          isMarked={false}
          autoCapitalize="none"
          autoComplete="one-time-code"
          autoFocus={!hasPasskey}
          hint={words.codeHint}
          label={words.code}
          maxLength={40}
          name="code"
          ref={code}
          required
          spellCheck={false}
          type="text"
        />
      )}
      <Button disabled={isPending} isWide look={hasPasskey ? 'quiet' : 'main'} type="submit">
        {isPending ? words.checking : hasPasskey ? words.byCode : words.signIn}
      </Button>
      {children}
    </form>
  );
}

/** Refusals after which the password is right and a second factor is wanted. */
const codesAsking: ReadonlySet<string> = new Set([
  'staff.code_needed',
  'staff.code_wrong',
  'staff.passkey_wrong',
  'passkey.closed',
]);

function namedIn(form: HTMLFormElement): NameAndPassword {
  const data = new FormData(form);
  return { login: typed(data, 'login'), password: typed(data, 'password') };
}

/** Not trimmed: a space at its end belongs to a password. */
function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
