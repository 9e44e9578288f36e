// What clerks noted of her, in their words. She reads it too, so the page says that before anybody writes.
import { TextArea } from '@engawa/ui';
import { Button, Wrong } from '@engawa/ui/work';
import { type FormEvent, useId } from 'react';
import { notify } from '../../parts/notices.tsx';
import { usePlaceName, useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { textIn } from './text-in.ts';
import { type Served, useTakeBackNote, useWriteNote } from './use-serve.ts';

type NotesProps = {
  readonly customerId: string;
  readonly placeId: string;
  readonly notes: Served['notes'];
};

export function Notes({ customerId, placeId, notes }: NotesProps) {
  const say = useWords().serve;
  const times = useTimes();
  const placeName = usePlaceName();
  const id = useId();
  const write = useWriteNote(customerId, placeId);
  const takeBack = useTakeBackNote();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    write.mutate(textIn(form, 'note'), {
      onSuccess: () => {
        form.reset();
        notify({ tone: 'calm', text: say.written });
      },
    });
  };
  return (
    <>
      {notes.length === 0 ? (
        <p className="text-ink-soft">{say.noNotes}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {notes.map((note) => (
            <li className="flex min-h-16 items-center gap-4 py-2" data-note key={note.id}>
              <span className="min-w-0 flex-1">
                <span className="whitespace-pre-wrap">{note.text}</span>
                <span className="block text-ink-soft text-sm">
                  {[times.day(note.writtenAt), placeName(note.placeId)].join(' ')}
                  {note.clerk === null ? null : <span className="ml-3">{say.by(note.clerk)}</span>}
                </span>
              </span>
              <Button
                aria-label={say.takeBackNote(note.text.slice(0, 20))}
                disabled={takeBack.isPending}
                look="plain"
                onClick={() => takeBack.mutate(note.id)}
              >
                {say.takeBack}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form className="mt-4 space-y-3" onSubmit={submit}>
        <TextArea
          hint={say.notesHint}
          id={`${id}-note`}
          isMarked={false}
          label={say.note}
          maxLength={1000}
          name="note"
          required
          rows={2}
        />
        {write.error === null ? null : <Wrong error={write.error} />}
        <Button data-act="write-note" disabled={write.isPending} type="submit">
          {say.write}
        </Button>
      </form>
    </>
  );
}
