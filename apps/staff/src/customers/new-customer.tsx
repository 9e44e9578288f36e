// Somebody becomes a member at the counter: the form of the web, then the digits that came to her address, which she reads
// out. Nothing of it is kept on the tablet.
import { answerOf, doneOf, Refused } from '@engawa/client';
import { Field } from '@engawa/ui';
import { ProfileForm, type ProfileValues } from '@engawa/ui/profile';
import { Button, Wrong } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api.ts';
import { useWords } from '../words/words.ts';

type Made = { readonly recordId: string; readonly email: string | undefined };

export function NewCustomer() {
  const words = useWords();
  const [made, setMade] = useState<Made>();
  return (
    <div className="mx-auto h-full w-full max-w-3xl overflow-y-auto p-5">
      <h1 className="font-bold text-2xl">{words.customers.add}</h1>
      <p className="mt-1 text-ink-soft">{words.customers.addHint}</p>
      <div className="mt-4 rounded-lg bg-paper p-5 shadow-rest">
        {made === undefined ? <Form onMade={setMade} /> : <Done made={made} />}
      </div>
    </div>
  );
}

function Form({ onMade }: { readonly onMade: (made: Made) => void }) {
  const words = useWords();
  const save = useMutation({
    mutationFn: async (values: ProfileValues) => {
      const body = { ...values };
      const { recordId } = await answerOf(api.POST('/api/accounts/assisted', { body }));
      const email = values.email === '' ? undefined : values.email;
      if (email !== undefined) {
        await doneOf(api.POST('/api/customers/sign-in/start', { body: { email } }));
      }
      return { recordId, email };
    },
    onSuccess: onMade,
  });
  return (
    <ProfileForm hasEmail wrong={detailsOf(save.error)} onSubmit={(values) => save.mutate(values)}>
      {save.error === null ? null : <Wrong error={save.error} />}
      <Button disabled={save.isPending} look="main" type="submit">
        {words.customers.addSave}
      </Button>
    </ProfileForm>
  );
}

/** The fields that the house could not read. */
function detailsOf(error: Error | null): Readonly<Record<string, unknown>> {
  return error instanceof Refused ? error.details : {};
}

function Done({ made }: { readonly made: Made }) {
  const words = useWords();
  const { recordId, email } = made;
  const prove = useMutation({
    mutationFn: (code: string) =>
      doneOf(
        api.POST('/api/accounts/assisted/{recordId}/contacts', {
          params: { path: { recordId } },
          body: { email: email ?? '', code },
        }),
      ),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = new FormData(event.currentTarget).get('code');
    prove.mutate((typeof code === 'string' ? code : '').normalize('NFKC').replaceAll(/\D/g, ''));
  };
  return (
    <div className="space-y-4">
      <p className="font-bold text-lg" role="status">
        {words.customers.added}
      </p>
      {email === undefined || prove.isSuccess ? null : (
        <form className="space-y-3" onSubmit={submit}>
          <p>{words.customers.proveHint(email)}</p>
          <Field
            autoComplete="off"
            inputMode="numeric"
            isMarked={false}
            label={words.customers.code}
            name="code"
          />
          {prove.error === null ? null : <Wrong error={prove.error} />}
          <Button disabled={prove.isPending} type="submit">
            {words.customers.prove}
          </Button>
        </form>
      )}
      {prove.isSuccess ? <p role="status">{words.customers.proved}</p> : null}
      <p>
        <Link className="text-ai underline underline-offset-4" reloadDocument to="/customers/new">
          {words.customers.addNext}
        </Link>
      </p>
    </div>
  );
}
