// A new password for who is signed in; typed twice, since nobody sees it.
import { doneOf } from '@engawa/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../api.ts';
import { Field, Save } from '../parts/form.tsx';
import { useMe } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

const passwordLengthMin = 8;

export function Password() {
  const words = useWords();
  const me = useMe();
  const form = useRef<HTMLFormElement>(null);
  const [isDifferent, setDifferent] = useState(false);
  const changing = useMutation({
    mutationFn: ({ staffId, password }: { staffId: string; password: string }) =>
      doneOf(
        api.PATCH('/api/staff/members/{staffId}', {
          params: { path: { staffId } },
          body: { password },
        }),
      ),
    onSuccess: () => form.current?.reset(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    // Not trimmed: a space at its end belongs to a password.
    const password = data.get('password');
    const isSame = password === data.get('again');
    setDifferent(!isSame);
    if (isSame && typeof password === 'string' && me !== undefined) {
      changing.mutate({ staffId: me.id, password });
    }
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={submit}
      ref={form}
    >
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          autoComplete="new-password"
          hint={words.house.passwordHint}
          label={words.house.newPassword}
          maxLength={200}
          minLength={passwordLengthMin}
          name="password"
          required
          type="password"
        />
        <Field
          autoComplete="new-password"
          label={words.house.again}
          maxLength={200}
          minLength={passwordLengthMin}
          name="again"
          required
          type="password"
        />
      </div>
      {isDifferent && (
        <p className="text-kaki text-sm" role="alert">
          {words.house.passwordsDiffer}
        </p>
      )}
      <Save
        done={changing.isSuccess ? words.house.passwordChanged : undefined}
        error={changing.error}
        isPending={changing.isPending}
        label={words.house.change}
      />
    </form>
  );
}
