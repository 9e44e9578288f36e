// One switch for the language of an app that runs in the browser alone. The choice stays in this browser, and is the
// same for all work apps of one host.
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { type Language, LanguageProvider } from '../words.ts';

const storageKey = 'engawa-language';

type Speech = { readonly language: Language; readonly toggle: () => void };

const SpeechContext = createContext<Speech>({ language: 'ja', toggle: () => undefined });

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
  const speech = useMemo(() => ({ language, toggle }), [language, toggle]);
  return (
    <SpeechContext value={speech}>
      <LanguageProvider value={language}>{children}</LanguageProvider>
    </SpeechContext>
  );
}

/** The chosen language and its switch; an app adds its own words. */
export function useChosenLanguage(): Speech {
  return use(SpeechContext);
}

/** The word for a code, or the code itself where no word is known yet. */
export function wordFor(table: Readonly<Record<string, string>>, code: string): string {
  return table[code] ?? code;
}
