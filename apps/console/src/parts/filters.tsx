// What narrows a list lives in the address: it can be sent to a colleague, and the way back works.
import { Button, Icon } from '@engawa/ui/work';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';

/** Reads and changes one word of the address; a change begins the list anew. */
export function useFilter(name: string): readonly [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = (value: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      next.delete('after');
      if (value === '') {
        next.delete(name);
      } else {
        next.set(name, value);
      }
      return next;
    });
  return [search.get(name) ?? '', set];
}

export function Filters({ children }: { readonly children: ReactNode }) {
  return <div className="mb-6 grid grid-cols-2 gap-3 md:flex md:flex-wrap">{children}</div>;
}

export function SearchField({ label }: { readonly label: string }) {
  const words = useWords();
  const id = useId();
  const [q, setQ] = useFilter('q');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get('q');
    setQ(typeof text === 'string' ? text.trim() : '');
  };
  return (
    <search className="col-span-2 md:w-full lg:w-auto lg:flex-1">
      <form className="flex gap-2" key={q} onSubmit={submit}>
        <label className="sr-only" htmlFor={id}>
          {label}
        </label>
        <input
          autoComplete="off"
          className="field"
          defaultValue={q}
          id={id}
          maxLength={100}
          name="q"
          placeholder={label}
          type="search"
        />
        <Button className="shrink-0" type="submit">
          <Icon name="search" />
          <span className="sr-only md:not-sr-only">{words.common.search}</span>
        </Button>
      </form>
    </search>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly options: readonly (readonly [string, string])[];
};

export function Choice({ name, label, all, options }: ChoiceProps) {
  const id = useId();
  const [value, setValue] = useFilter(name);
  return (
    <div className="only:col-span-2 md:w-44 lg:w-52">
      <label className="sr-only" htmlFor={id}>
        {label}
      </label>
      <select
        className="field"
        id={id}
        onChange={(event) => setValue(event.target.value)}
        value={value}
      >
        <option value="">{all}</option>
        {options.map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}

export function PlaceChoice() {
  const words = useWords();
  const places = usePlaces();
  const placeName = usePlaceName();
  const options = (places.data?.places ?? []).map(
    ({ id, code }) => [id, placeName(id) ?? code] as const,
  );
  return (
    <Choice
      all={words.orders.allPlaces}
      label={words.orders.place}
      name="placeId"
      options={options}
    />
  );
}

/** From page to page by the address; the first page is the one that lives. */
export function Pager({ next }: { readonly next: string | null }) {
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const isFirst = !search.has('after');
  if (isFirst && next === null) {
    return null;
  }
  const go = (after: string | null) => {
    const to = new URLSearchParams(search);
    if (after === null) {
      to.delete('after');
    } else {
      to.set('after', after);
    }
    setSearch(to);
    globalThis.scrollTo(0, 0);
  };
  return (
    <nav aria-label={words.common.pages} className="mt-6 flex justify-center gap-3">
      {!isFirst && <Button onClick={() => go(null)}>{words.common.newest}</Button>}
      {next !== null && <Button onClick={() => go(next)}>{words.common.older}</Button>}
    </nav>
  );
}
