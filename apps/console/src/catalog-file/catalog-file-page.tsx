// The catalogue as a file: out for a spreadsheet, in again after a look at what every row would do.
import { buttonClass } from '@engawa/ui';
import { Icon } from '@engawa/ui/work';
import { useState } from 'react';
import { Select } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay, useSees } from '../staff/use-may.ts';
import { useSpeech } from '../words/words.ts';
import { TakeIn } from './take-in.tsx';

export function CatalogFilePage() {
  const { words } = useSpeech();
  const say = words.catalogFile;
  const mayTakeIn = useMay('catalog');
  const sees = useSees('imports');
  return (
    <Page back="/catalog" lead={say.lead} title={say.title}>
      {sees ? (
        <Section title={say.out}>
          <WriteOut />
        </Section>
      ) : null}
      {mayTakeIn ? (
        <Section title={say.in}>
          <TakeIn />
        </Section>
      ) : (
        <p className="mt-6 text-ink-soft">{say.readOnly}</p>
      )}
    </Page>
  );
}

function WriteOut() {
  const { words, language } = useSpeech();
  const say = words.catalogFile;
  const [encoding, setEncoding] = useState('utf-8');
  const [headers, setHeaders] = useState<string>(language);
  const query = new URLSearchParams({ encoding, language: headers });
  return (
    <div className="max-w-2xl space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="grid gap-4 md:grid-cols-2">
        <Select
          label={say.encoding}
          name="encoding"
          onChange={({ currentTarget }) => setEncoding(currentTarget.value)}
          value={encoding}
        >
          <option value="utf-8">{say.utf8}</option>
          <option value="shift_jis">{say.shiftJis}</option>
        </Select>
        <Select
          label={say.headers}
          name="headers"
          onChange={({ currentTarget }) => setHeaders(currentTarget.value)}
          value={headers}
        >
          <option value="ja">{say.headersJa}</option>
          <option value="en">{say.headersEn}</option>
        </Select>
      </div>
      <p className="text-ink-soft text-sm">
        {encoding === 'shift_jis' ? say.shiftJisHint : say.outHint}
      </p>
      <a
        className={buttonClass('main')}
        data-act="write-out"
        download
        href={`/api/imports/catalog-file?${query.toString()}`}
      >
        <Icon name="import" />
        {say.download}
      </a>
    </div>
  );
}
