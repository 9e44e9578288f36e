// The addresses she has things sent to, each with who receives it.
import { Badge, Button, FieldError, useLanguage } from '@engawa/ui';
import { ProfileForm, type ProfileValues } from '@engawa/ui/profile';
import { useState } from 'react';
import { type LoaderFunctionArgs, redirect, useLoaderData, useRevalidator } from 'react-router';
import type { SavedAddress } from '../../../../server/storefront/contract-account.ts';
import { openPage } from '../context.ts';
import { AddressText } from '../parts/address-text.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ask, type Said } from '../ways/ask.ts';
import { useAddressWords } from '../words/addresses.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const page = await storefront.addresses(visitor);
  if (page === undefined) {
    throw redirect('/sign-in?to=/account/addresses');
  }
  return page;
}

export const headers = () => ({ 'cache-control': 'no-store' });

/** What the form is open for: nothing, a new one, or one to change. */
type Open = undefined | 'new' | SavedAddress;

export default function Addresses() {
  const { addresses } = useLoaderData<typeof loader>();
  const words = useAddressWords();
  const language = useLanguage();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState<Open>();
  const [said, setSaid] = useState<Said>();
  const [isBusy, setIsBusy] = useState(false);
  const run = async (method: 'POST' | 'PUT' | 'DELETE', id: string, body?: object) => {
    setIsBusy(true);
    const path = `/api/accounts/addresses${id === '' ? '' : `/${id}`}`;
    const answer = await ask(method, path, body, { language, failed: words.failed });
    setSaid(answer);
    if (answer.failure === undefined) {
      await revalidate();
      setOpen(undefined);
    }
    setIsBusy(false);
  };
  const show = (next: Open) => {
    setSaid(undefined);
    setOpen(next);
  };
  return (
    <div className="mx-auto max-w-2xl space-y-6 pt-6">
      <PageHead title={words.title} isHidden />
      <div>
        <h1 className="text-2xl font-bold">{words.title}</h1>
        <p className="mt-1 text-ink-soft">{words.lead}</p>
      </div>
      {open === undefined && said?.failure !== undefined ? (
        <FieldError id="addresses-error">{said.failure}</FieldError>
      ) : null}
      {addresses.length === 0 && open === undefined ? (
        <p className="text-ink-soft">{words.none}</p>
      ) : null}
      <ul className="space-y-4">
        {addresses.map((saved) => (
          <li
            key={saved.id}
            data-address={saved.id}
            className="rounded-lg bg-paper p-5 shadow-rest"
          >
            {saved.isDefault ? <Badge tone="here">{words.usual}</Badge> : null}
            <AddressText saved={saved} />
            <div className="mt-3 flex flex-wrap gap-3">
              <Button type="button" look="quiet" disabled={isBusy} onClick={() => show(saved)}>
                {words.change}
              </Button>
              {saved.isDefault ? null : (
                <Button
                  type="button"
                  look="quiet"
                  disabled={isBusy}
                  onClick={() => void run('PUT', saved.id, { ...fieldsOf(saved), isDefault: true })}
                >
                  {words.makeUsual}
                </Button>
              )}
              <Button
                type="button"
                look="quiet"
                disabled={isBusy}
                onClick={() => void run('DELETE', saved.id)}
              >
                {words.remove}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {open === undefined ? (
        <Button type="button" isWide onClick={() => show('new')}>
          {words.add}
        </Button>
      ) : (
        <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
          <h2 className="mb-4 text-xl font-bold">
            {open === 'new' ? words.adding : words.changing}
          </h2>
          <ProfileForm
            key={open === 'new' ? 'new' : open.id}
            values={open === 'new' ? {} : fieldsOf(open)}
            hasEmail={false}
            hasBirthDate={false}
            wrong={wrongOf(said)}
            onSubmit={(values) =>
              void run(open === 'new' ? 'POST' : 'PUT', open === 'new' ? '' : open.id, values)
            }
          >
            {said?.failure === undefined ? null : (
              <FieldError id="address-error">{said.failure}</FieldError>
            )}
            <div className="grid gap-3 sm:grid-cols-2">
              <Button type="button" look="quiet" onClick={() => show(undefined)}>
                {words.cancel}
              </Button>
              <Button disabled={isBusy}>{words.save}</Button>
            </div>
          </ProfileForm>
        </section>
      )}
    </div>
  );
}

function fieldsOf({ id: _id, isDefault: _isDefault, ...fields }: SavedAddress): ProfileValues {
  return fields;
}

function wrongOf(said: Said | undefined): Readonly<Record<string, unknown>> {
  const details = said?.failure === undefined ? undefined : said.body['details'];
  return typeof details === 'object' && details !== null ? { ...details } : {};
}
