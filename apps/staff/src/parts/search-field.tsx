// A field to look something up: asks on Enter or the button, so that half a name asks nothing.
import { Icon } from '@engawa/ui/work';
import { type FormEvent, useId, useState } from 'react';
import { useWords } from '../words/words.ts';

type SearchFieldProps = {
  readonly label: string;
  readonly initial: string;
  readonly onSearch: (text: string) => void;
  readonly isDisabled?: boolean;
};

export function SearchField({ label, initial, onSearch, isDisabled = false }: SearchFieldProps) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState(initial);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  const clear = () => {
    setText('');
    onSearch('');
  };
  return (
    <search>
      <form className="flex gap-2 p-4" onSubmit={submit}>
        <label className="sr-only" htmlFor={id}>
          {label}
        </label>
        <div className="relative min-w-0 flex-1">
          <input
            autoCapitalize="none"
            autoComplete="off"
            className={`field ${text === '' ? '' : 'pr-14'}`}
            disabled={isDisabled}
            enterKeyHint="search"
            id={id}
            maxLength={100}
            onChange={(event) => setText(event.target.value)}
            placeholder={label}
            spellCheck={false}
            type="search"
            value={text}
          />
          {text !== '' && (
            <button
              aria-label={words.common.clear}
              className="absolute top-1 right-1 flex size-12 items-center justify-center text-ink-soft"
              onClick={clear}
              type="button"
            >
              <Icon className="size-5" name="cross" />
            </button>
          )}
        </div>
        <button
          aria-label={words.common.search}
          className="flex size-14 shrink-0 items-center justify-center rounded-lg bg-ai text-paper active:bg-ai-deep disabled:opacity-50"
          disabled={isDisabled}
          type="submit"
        >
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}
