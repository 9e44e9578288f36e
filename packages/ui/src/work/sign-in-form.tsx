// Login and password, and the code of a second factor once the server asks for it. What was typed stays when the
// server says no.
import { Refused } from '@engawa/client';
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { Field } from '../field.tsx';
import { Button } from './button.tsx';
import { Wrong } from './states.tsx';
import { useWorkWords } from './words.ts';

export type Credentials = {
  readonly login: string;
  readonly password: string;
  readonly code?: string;
};

type SignInFormProps = {
  readonly onSubmit: (credentials: Credentials, onRefused: () => void) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly children?: ReactNode;
};

export function SignInForm({ onSubmit, isPending, error, children }: SignInFormProps) {
  const words = useWorkWords();
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const asksCode = error instanceof Refused && codesAsking.has(error.code);
  // That a code is wanted too is no mistake.
  const isStep = error instanceof Refused && error.code === 'staff.code_needed';
  // The field stays while the next answer is waited for.
  const [hasCode, setHasCode] = useState(false);
  if (asksCode && !hasCode) {
    setHasCode(true);
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = typed(form, 'code');
    const credentials = {
      login: typed(form, 'login'),
      password: typed(form, 'password'),
      ...(given === '' ? {} : { code: given }),
    };
    onSubmit(credentials, () => (code.current ?? password.current)?.select());
  };
  return (
    <form className="mt-8 space-y-5" onSubmit={submit}>
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
      {hasCode && (
        <Field
          isMarked={false}
          autoCapitalize="none"
          autoComplete="one-time-code"
          autoFocus
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
      <div aria-live="polite">
        {isStep ? <p>{error.message}</p> : error !== null && <Wrong error={error} />}
      </div>
      <Button disabled={isPending} isWide look="main" type="submit">
        {isPending ? words.checking : words.signIn}
      </Button>
      {children}
    </form>
  );
}

/** Refusals after which the password is right and a code is wanted. */
const codesAsking: ReadonlySet<string> = new Set(['staff.code_needed', 'staff.code_wrong']);

/** Not trimmed: a space at its end belongs to a password. */
function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
