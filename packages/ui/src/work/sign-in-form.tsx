// Login and password. What was typed stays when the server says no.
import { Refused } from '@engawa/client';
import { type ReactNode, type SubmitEvent, useRef } from 'react';
import { Field } from '../field.tsx';
import { Button } from './button.tsx';
import { Wrong } from './states.tsx';
import { useWorkWords } from './words.ts';

export type Credentials = { readonly login: string; readonly password: string };

type SignInFormProps = {
  readonly onSubmit: (credentials: Credentials, onRefused: () => void) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly children?: ReactNode;
};

export function SignInForm({ onSubmit, isPending, error, children }: SignInFormProps) {
  const words = useWorkWords();
  const password = useRef<HTMLInputElement>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = { login: typed(form, 'login'), password: typed(form, 'password') };
    onSubmit(credentials, () => password.current?.select());
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
        aria-invalid={error instanceof Refused}
        autoComplete="current-password"
        label={words.password}
        maxLength={200}
        name="password"
        ref={password}
        required
        type="password"
      />
      <div aria-live="polite">{error !== null && <Wrong error={error} />}</div>
      <Button disabled={isPending} isWide look="main" type="submit">
        {isPending ? words.checking : words.signIn}
      </Button>
      {children}
    </form>
  );
}

/** Not trimmed: a space at its end belongs to a password. */
function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
