// A file comes in: it is sent in parts, tried, looked at, and taken. Where it stands is in the address, so that a page
// that is opened again goes on.
import { type Answer, answerOf } from '@engawa/client';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { runningRefreshMs } from '../imports/import-state.tsx';
import { Field, Outcome } from '../parts/form.tsx';
import { Progress } from '../parts/progress.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { sendFile } from './send-file.ts';
import { Taken } from './taken.tsx';
import { Trial } from './trial.tsx';

export type Upload = Answer<'/api/imports/uploads/{uploadId}'>;

export function TakeIn() {
  const [search, setSearch] = useSearchParams();
  const uploadId = search.get('upload');
  const begin = (id: string | null) => setSearch(id === null ? {} : { upload: id });
  return uploadId === null ? (
    <SendForm onSent={begin} />
  ) : (
    <Standing onAgain={() => begin(null)} uploadId={uploadId} />
  );
}

function SendForm({ onSent }: { readonly onSent: (uploadId: string) => void }) {
  const say = useWords().catalogFile;
  const [sent, setSent] = useState<{ readonly done: number; readonly of: number }>();
  const sending = useMutation({
    mutationFn: (file: File) => sendFile(file, (done, of) => setSent({ done, of })),
    onSuccess: onSent,
    onSettled: () => setSent(undefined),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get('file');
    if (file instanceof File) {
      sending.mutate(file);
    }
  };
  return (
    <form
      className="max-w-2xl space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={submit}
    >
      <ul className="list-disc space-y-1 pl-5 text-ink-soft text-sm">
        {say.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <Field
        accept=".csv,.tsv,.txt,.json,.gz,text/csv"
        hint={say.fileHint}
        label={say.file}
        name="file"
        required
        type="file"
      />
      <Button data-act="try" disabled={sending.isPending} look="main" type="submit">
        {sending.isPending ? say.sending : say.try}
      </Button>
      {sent !== undefined && <Progress done={sent.done} label={say.sending} of={sent.of} />}
      <Outcome error={sending.error} />
    </form>
  );
}

type StandingProps = { readonly uploadId: string; readonly onAgain: () => void };

function Standing({ uploadId, onAgain }: StandingProps) {
  const say = useWords().catalogFile;
  const upload = useQuery({
    queryKey: ['imports', 'upload', uploadId],
    queryFn: () =>
      answerOf(api.GET('/api/imports/uploads/{uploadId}', { params: { path: { uploadId } } })),
    refetchInterval: ({ state }) =>
      state.data?.isTrying === true || state.data?.isTaking === true ? runningRefreshMs : false,
  });
  return (
    <Answered query={upload}>
      {(data) => (
        <div className="space-y-6" data-upload={stateOf(data)}>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <p className="min-w-0 break-all font-bold">{data.fileName}</p>
            <Button look="quiet" onClick={onAgain} type="button">
              {say.another}
            </Button>
          </div>
          <State upload={data} />
        </div>
      )}
    </Answered>
  );
}

function stateOf({ failure, isTrying, isTaking, trial, run }: Upload): string {
  if (failure !== null) {
    return 'failed';
  }
  if (isTrying || isTaking) {
    return isTrying ? 'trying' : 'taking';
  }
  return run?.state ?? (trial?.state === 'finished' ? 'tried' : 'stopped');
}

function State({ upload }: { readonly upload: Upload }) {
  const { words, language } = useSpeech();
  const say = words.catalogFile;
  const { failure, trial, run, isTrying, isTaking } = upload;
  if (failure !== null) {
    return (
      <div className="max-w-2xl rounded-lg bg-kaki-mist p-5 text-kaki" role="alert">
        <p className="font-bold">{say.unreadable}</p>
        <p className="mt-1 break-words">
          {failure.code === 'columns_are_missing' ? say.columnsMissing : failure[language]}
        </p>
      </div>
    );
  }
  if (isTrying || isTaking) {
    const under = run ?? trial;
    const label = isTaking ? say.taking : say.trying;
    return (
      <div aria-live="polite" className="max-w-2xl space-y-2">
        <p>{label}</p>
        <Progress done={under?.rowsDone ?? 0} label={label} of={under?.rows ?? 1} />
      </div>
    );
  }
  if (run !== null) {
    return <Taken run={run} />;
  }
  return trial === null ? (
    <p className="text-ink-soft">{say.incomplete}</p>
  ) : (
    <Trial trial={trial} uploadId={upload.id} />
  );
}
