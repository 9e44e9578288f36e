// What is proposed while she types (combobox of the ARIA practices): arrows walk, Enter opens, Escape closes, and a screen
// reader hears how many there are. It comes with the first touch of the field, so no page waits for it.
import { Icon, useLanguage } from '@engawa/ui';
import { type RefObject, useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Suggestion } from '../../../../server/storefront/contract-finding.ts';

const waitMs = 150;

const said = {
  ja: {
    list: '候補',
    count: (count: number) => `候補が${count}件あります`,
    category: 'カテゴリー',
  },
  en: {
    list: 'Suggestions',
    count: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
    category: 'Category',
  },
};

export function Suggestions({ field }: { readonly field: RefObject<HTMLInputElement | null> }) {
  const words = said[useLanguage()];
  const listId = useId();
  const navigate = useNavigate();
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const [at, setAt] = useState(-1);
  const close = () => {
    setFound([]);
    setAt(-1);
  };
  const typed = useTyped(field, setFound, close);
  const isOpen = found.length > 0 && typed !== '';
  const open = (suggestion: Suggestion | undefined) => {
    if (suggestion !== undefined) {
      close();
      field.current?.blur();
      void navigate(suggestion.to);
    }
  };

  useEffect(() => {
    const input = field.current;
    input?.setAttribute('role', 'combobox');
    input?.setAttribute('aria-autocomplete', 'list');
    input?.setAttribute('aria-controls', listId);
    input?.setAttribute('aria-expanded', String(isOpen));
    if (isOpen && at >= 0) {
      input?.setAttribute('aria-activedescendant', `${listId}-${at}`);
    } else {
      input?.removeAttribute('aria-activedescendant');
    }
    const onKey = (event: KeyboardEvent) => {
      // While a word is being composed, the keys belong to the input method.
      if (event.isComposing || !isOpen) {
        return;
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) {
        event.preventDefault();
        setAt((now) => ((now + step + 1 + found.length + 1) % (found.length + 1)) - 1);
      } else if (event.key === 'Escape') {
        event.preventDefault();
        close();
      } else if (event.key === 'Enter' && at >= 0) {
        event.preventDefault();
        open(found[at]);
      }
    };
    input?.addEventListener('keydown', onKey);
    return () => input?.removeEventListener('keydown', onKey);
  });

  return (
    <>
      <p role="status" className="sr-only">
        {isOpen ? words.count(found.length) : ''}
      </p>
      <div
        id={listId}
        role="listbox"
        aria-label={words.list}
        hidden={!isOpen}
        className="absolute inset-x-0 top-full z-20 mt-1 overflow-hidden rounded-md border border-line bg-paper shadow-lift"
      >
        {found.map((suggestion, index) => (
          <div
            key={suggestion.to}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => open(suggestion)}
            onKeyDown={() => undefined}
            className="flex min-h-11 cursor-pointer items-center gap-3 px-3 py-1 hover:bg-shade aria-selected:bg-ai-mist"
          >
            <Icon name={suggestion.kind === 'item' ? 'search' : 'next'} size={18} />
            <span className="line-clamp-1 min-w-0">{suggestion.label}</span>
            {suggestion.kind === 'category' ? (
              <span className="ml-auto shrink-0 text-xs text-ink-soft">{words.category}</span>
            ) : null}
          </div>
        ))}
      </div>
    </>
  );
}

/** Asks once she pauses; an answer that comes late is not shown. */
function useTyped(
  field: RefObject<HTMLInputElement | null>,
  show: (found: readonly Suggestion[]) => void,
  close: () => void,
): string {
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const input = field.current;
    const onInput = () => setTyped(input?.value.trim() ?? '');
    const onLeave = () => {
      setTyped('');
      close();
    };
    input?.addEventListener('input', onInput);
    input?.addEventListener('blur', onLeave);
    return () => {
      input?.removeEventListener('input', onInput);
      input?.removeEventListener('blur', onLeave);
    };
  });
  useEffect(() => {
    if (typed === '') {
      show([]);
      return undefined;
    }
    const asking = new AbortController();
    const timer = setTimeout(() => {
      const query = new URLSearchParams({ q: typed, lang: language });
      fetch(`/shop/suggest?${query}`, { signal: asking.signal })
        .then((answer) => (answer.ok ? answer.json() : { suggestions: [] }))
        .then((answer: { suggestions: readonly Suggestion[] }) => show(answer.suggestions))
        .catch(() => undefined);
    }, waitMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [typed, language, show]);
  return typed;
}
