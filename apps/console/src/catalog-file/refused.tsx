// The refused rows: each with its column and reason, and all of them as a file to mend.
import { buttonClass } from '@engawa/ui';
import { Rejections } from '../imports/rejections.tsx';
import { Section } from '../parts/page.tsx';
import { useSpeech } from '../words/words.ts';
import type { Upload } from './take-in.tsx';

export function Refused({ run }: { readonly run: NonNullable<Upload['run']> }) {
  const { words, language } = useSpeech();
  const say = words.catalogFile;
  return (
    <Section title={say.refusedRows}>
      {run.hasFile && (
        <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-2">
          <a
            className={buttonClass('quiet')}
            data-act="mend"
            download
            href={`/api/imports/${run.id}/rejected-rows?language=${language}`}
          >
            {say.mend}
          </a>
          <p className="text-ink-soft text-sm">{say.mendHint}</p>
        </div>
      )}
      <Rejections report={run} />
    </Section>
  );
}
