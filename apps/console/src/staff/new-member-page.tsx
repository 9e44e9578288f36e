// Somebody joins. A clerk of the tablet needs a PIN alone; who works at headquarters needs a password.
import { answerOf } from '@engawa/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { Field, given, Save, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';
import { PinField, PlaceField, RoleField } from './member-fields.tsx';
import { roleOf } from './use-members.ts';

export function NewMemberPage() {
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [lacksSecret, setLacksSecret] = useState(false);
  const adding = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.POST('/api/staff/members', {
          body: {
            name: textOf(form, 'name'),
            login: textOf(form, 'login'),
            roles: [roleOf(form)],
            ...given(form, 'placeId'),
            ...given(form, 'pin'),
            ...given(form, 'password'),
          },
        }),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['staff'] });
      await navigate(`/staff/${id}`, { replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const isLacking = textOf(form, 'pin') === '' && textOf(form, 'password') === '';
    setLacksSecret(isLacking);
    if (!isLacking) {
      adding.mutate(form);
    }
  };
  return (
    <Page back="/staff" lead={words.staff.addLead} title={words.staff.add}>
      <form
        className="max-w-3xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
        onSubmit={submit}
      >
        <div className="grid gap-5 md:grid-cols-2">
          <Field autoComplete="off" label={words.staff.name} maxLength={100} name="name" required />
          <Field
            autoCapitalize="none"
            autoComplete="off"
            hint={words.staff.loginHint}
            label={words.staff.login}
            maxLength={100}
            minLength={2}
            name="login"
            pattern="\S+"
            required
            spellCheck={false}
          />
          <RoleField initial="clerk" />
          <PlaceField initial={null} />
          <PinField />
          <Field
            autoComplete="new-password"
            hint={words.staff.passwordHint}
            label={words.staff.password}
            maxLength={200}
            minLength={8}
            name="password"
            type="password"
          />
        </div>
        {lacksSecret && (
          <p className="text-kaki" role="alert">
            {words.staff.needsSecret}
          </p>
        )}
        <Save error={adding.error} isPending={adding.isPending} label={words.staff.add} />
      </form>
    </Page>
  );
}
