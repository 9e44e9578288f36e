// Keys for connected systems. A key is shown once; the server keeps only what is needed to know it again.
import { answerOf } from '@engawa/client';
import { wordFor } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { ShownOnce } from './shown-once.tsx';

const roles = ['integrator', 'analyst', 'manager', 'clerk', 'owner'] as const;
type Role = (typeof roles)[number];

export function ApiKeys() {
  const words = useWords();
  const making = useMutation({
    mutationFn: ({ name, role }: { name: string; role: Role }) =>
      answerOf(api.POST('/api/staff/api-keys', { body: { name, roles: [role] } })),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const role = roles.find((each) => each === form.get('role')) ?? 'integrator';
    making.mutate({ name: textOf(form, 'name'), role });
  };
  return (
    <>
      <p className="mb-4 text-ink-soft">{words.house.apiKeysLead}</p>
      <form
        className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
        onSubmit={submit}
      >
        <div className="grid gap-5 md:grid-cols-2">
          <Field label={words.house.keyName} maxLength={100} name="name" required />
          <Select label={words.house.keyRole} name="role">
            {roles.map((role) => (
              <option key={role} value={role}>
                {wordFor(words.house.roles, role)}
              </option>
            ))}
          </Select>
        </div>
        <Save error={making.error} isPending={making.isPending} label={words.house.makeKey} />
        {making.data !== undefined && (
          <ShownOnce hint={words.house.keyMade} secret={making.data.token} />
        )}
      </form>
    </>
  );
}
