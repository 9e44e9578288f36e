// Something new that can be booked.
import { answerOf, type Body } from '@engawa/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { ResourceFields, readFields } from './resource-fields.tsx';

type NewResource = Body<'/api/bookings/resources'>;

const kinds = ['slot', 'fitting', 'table', 'staff', 'room'] as const;

export function NewResourcePage() {
  const words = useWords();
  const say = words.bookings;
  const { placeId = '' } = useParams();
  const placeName = usePlaceName();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [wrongDay, setWrongDay] = useState<number>();
  const adding = useMutation({
    mutationFn: (body: NewResource) =>
      answerOf(
        api.POST('/api/bookings/resources', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body,
        }),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['bookings'] });
      await navigate(`/places/${placeId}/bookings/${id}`);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = readFields(form, undefined);
    setWrongDay(read.wrongDay);
    if (read.wrongDay === undefined) {
      const { nameEn, ...body } = read.body;
      const kind = kinds.find((each) => each === form.get('kind')) ?? 'slot';
      const code = textOf(form, 'code');
      adding.mutate({ ...body, ...(nameEn === null ? {} : { nameEn }), placeId, kind, code });
    }
  };
  return (
    <Page back={`/places/${placeId}`} lead={placeName(placeId)} title={say.add}>
      <form
        className="max-w-4xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-6"
        onSubmit={submit}
      >
        <div className="grid gap-5 md:grid-cols-2">
          <Select label={say.kind} name="kind">
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {say.kinds[kind]}
              </option>
            ))}
          </Select>
          <Field
            hint={say.codeHint}
            label={words.places.code}
            maxLength={40}
            name="code"
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
            required
          />
        </div>
        <ResourceFields setting={undefined} wrongDay={wrongDay} />
        <Save error={adding.error} isPending={adding.isPending} label={say.add} />
      </form>
    </Page>
  );
}
