// The words of this app in the language that was chosen.
import type { Language } from '@engawa/ui';
import { useChosenLanguage } from '@engawa/ui/work';
import { en } from './en.ts';
import { ja, type Words } from './ja.ts';

const tables: Readonly<Record<Language, Words>> = { ja, en };

export function useSpeech() {
  const { language, toggle } = useChosenLanguage();
  return { language, toggle, words: tables[language] };
}

export function useWords(): Words {
  return useSpeech().words;
}
