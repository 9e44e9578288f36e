// Somebody is registered at headquarters, by the form of the web shop and the tablet.
import { answerOf, Refused } from '@engawa/client';
import { ProfileForm, type ProfileValues } from '@engawa/ui/profile';
import { Button, Wrong } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';

export function NewCustomerPage() {
  const words = useWords().rights.signUp;
  const save = useMutation({
    mutationFn: (values: ProfileValues) =>
      answerOf(api.POST('/api/accounts/assisted', { body: { ...values } })),
  });
  return (
    <Page back="/customers" lead={words.lead} title={words.title}>
      <div className="max-w-3xl rounded-lg bg-paper p-5 shadow-rest md:p-8">
        {save.isSuccess ? (
          <div className="space-y-4">
            <p className="font-bold" role="status">
              {words.saved}
            </p>
            <Button onClick={() => save.reset()}>{words.next}</Button>
          </div>
        ) : (
          <ProfileForm
            hasEmail
            onSubmit={(values) => save.mutate(values)}
            wrong={save.error instanceof Refused ? save.error.details : {}}
          >
            {save.error === null ? null : <Wrong error={save.error} />}
            <Button disabled={save.isPending} look="main" type="submit">
              {words.save}
            </Button>
          </ProfileForm>
        )}
      </div>
    </Page>
  );
}
