// One switch for the language. The choice stays in this browser.
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { en } from './en.ts';
import { ja, type Words } from './ja.ts';

export type Language = 'ja' | 'en';

const storageKey = 'engawa-language';
const tables: Readonly<Record<Language, Words>> = { ja, en };

type Speech = { readonly language: Language; readonly words: Words; readonly toggle: () => void };

const SpeechContext = createContext<Speech>({ language: 'ja', words: ja, toggle: () => undefined });

/** The language chosen in this browser; Japanese until somebody switches. */
export function storedLanguage(): Language {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'ja';
}

export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(storedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const toggle = useCallback(() => {
    setLanguage((before) => {
      const next = before === 'ja' ? 'en' : 'ja';
      localStorage.setItem(storageKey, next);
      return next;
    });
  }, []);
  const speech = useMemo(() => ({ language, words: tables[language], toggle }), [language, toggle]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  return use(SpeechContext);
}

export function useWords(): Words {
  return useSpeech().words;
}

/** The word for a code, or the code itself where no word is known yet. */
export function wordFor(table: Readonly<Record<string, string>>, code: string): string {
  return table[code] ?? code;
}
