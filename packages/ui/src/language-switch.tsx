// One switch between the two languages; a link, so that it works without scripts and can be shared.
import type { Language } from './words.ts';

const names: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

type Props = {
  readonly language: Language;
  /** The address of this page in a language. */
  readonly addressIn: (language: Language) => string;
};

export function LanguageSwitch({ language, addressIn }: Props) {
  const other: Language = language === 'ja' ? 'en' : 'ja';
  return (
    <a
      href={addressIn(other)}
      hrefLang={other}
      lang={other}
      className="inline-flex min-h-11 items-center px-2 text-sm text-ai underline-offset-4 hover:underline"
    >
      {names[other]}
    </a>
  );
}
