// Keys for connected systems: made and shown once, listed, taken out. The server keeps only what is needed to know
// one again.
import { type Answer, answerOf, doneOf } from '@engawa/client';
import { Badge, Dialog } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import { api } from '../api.ts';
import { Field, Outcome, Save, Select, textOf } from '../parts/form.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useWords } from '../words/words.ts';
import { ShownOnce } from './shown-once.tsx';

type ApiKey = Answer<'/api/staff/api-keys'>['apiKeys'][number];

const queryKey = ['staff', 'api-keys'] as const;
const roles = ['integrator', 'analyst', 'manager', 'clerk', 'owner'] as const;
type Role = (typeof roles)[number];

export function ApiKeys() {
  const words = useWords();
  const keys = useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/staff/api-keys')) });
  return (
    <>
      <p className="mb-4 text-ink-soft">{words.house.apiKeysLead}</p>
      <Answered query={keys}>
        {({ apiKeys }) =>
          apiKeys.length === 0 ? (
            <p className="mb-6">{words.house.noKeys}</p>
          ) : (
            <ul className="mb-6 max-w-3xl divide-y divide-line rounded-lg bg-paper px-5 shadow-rest md:px-6">
              {apiKeys.map((key) => (
                <KeyRow apiKey={key} key={key.id} />
              ))}
            </ul>
          )
        }
      </Answered>
      <NewKey />
    </>
  );
}

function KeyRow({ apiKey }: { readonly apiKey: ApiKey }) {
  const words = useWords();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const revoking = useMutation({
    mutationFn: () =>
      doneOf(
        api.DELETE('/api/staff/api-keys/{apiKeyId}', {
          params: { path: { apiKeyId: apiKey.id } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  const revoke = () => {
    dialog.current?.close();
    revoking.mutate();
  };
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <span className="font-bold">{apiKey.name}</span>
          <span className="ml-3 text-ink-soft text-sm">
            {apiKey.roles.map((role) => wordFor(words.house.roles, role)).join(' ')}
          </span>
          <span className="block text-ink-soft text-sm">
            {words.house.madeAt} <Stamp iso={apiKey.madeAt} />
          </span>
        </p>
        {apiKey.endedAt === null ? (
          <Button
            aria-label={`${apiKey.name}: ${words.house.revoke}`}
            disabled={revoking.isPending}
            look="warning"
            onClick={() => dialog.current?.showModal()}
          >
            {words.house.revoke}
          </Button>
        ) : (
          <Badge>{words.house.revoked}</Badge>
        )}
      </div>
      <Outcome error={revoking.error} />
      <Dialog ref={dialog} title={words.house.revokeSure(apiKey.name)}>
        <p className="mb-6">{words.house.revokeHint}</p>
        <div className="flex flex-wrap gap-3">
          <Button look="warning" onClick={revoke}>
            {words.house.revoke}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
        </div>
      </Dialog>
    </li>
  );
}

function NewKey() {
  const words = useWords();
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: ({ name, role }: { name: string; role: Role }) =>
      answerOf(api.POST('/api/staff/api-keys', { body: { name, roles: [role] } })),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const role = roles.find((each) => each === form.get('role')) ?? 'integrator';
    making.mutate({ name: textOf(form, 'name'), role });
  };
  return (
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
  );
}
