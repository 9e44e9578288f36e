// Her own details, all of them optional.
import { Button, FieldError } from '@engawa/ui';
import { ProfileForm, type ProfileValues } from '@engawa/ui/profile';
import { useState } from 'react';
import {
  data,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useRouteLoaderData,
} from 'react-router';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import type { RootData } from '../root.tsx';
import { ask, type Said } from '../ways/ask.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const profile = await storefront.profile(visitor);
  if (profile === undefined) {
    throw redirect('/sign-in?to=/account/profile');
  }
  return data(profile, { headers: { 'cache-control': 'no-store' } });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export default function Profile() {
  const profile = useLoaderData<typeof loader>();
  const words = useWords();
  const root = useRouteLoaderData<RootData>('root');
  const [said, setSaid] = useState<Said>();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (values: ProfileValues) => {
    setIsBusy(true);
    const asking = { language: root?.language ?? 'ja', failed: words.signIn.failed };
    setSaid(await ask('PUT', '/api/accounts/profile', values, asking));
    setIsBusy(false);
  };
  const details = said?.failure === undefined ? undefined : said.body['details'];
  const wrong = typeof details === 'object' && details !== null ? { ...details } : {};
  return (
    <div className="mx-auto max-w-2xl pt-6">
      <PageHead title={words.profile.title} isHidden />
      <h1 className="text-2xl font-bold">{words.profile.title}</h1>
      <p className="mt-1 text-ink-soft">{words.profile.lead}</p>
      <div className="mt-4 rounded-lg bg-paper p-5 shadow-rest md:p-8">
        <ProfileForm
          values={profile}
          hasEmail={false}
          wrong={wrong}
          onSubmit={(values) => void save(values)}
        >
          {said?.failure === undefined ? null : (
            <FieldError id="profile-error">{said.failure}</FieldError>
          )}
          <Button isWide disabled={isBusy}>
            {words.profile.save}
          </Button>
          <p role="status" className="text-center text-ai">
            {said !== undefined && said.failure === undefined ? words.profile.saved : ''}
          </p>
        </ProfileForm>
      </div>
    </div>
  );
}
