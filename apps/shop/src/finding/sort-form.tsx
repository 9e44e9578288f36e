// The order of a list; what narrows it stays as it is.
import { buttonClass } from '@engawa/ui';
import { useEffect, useRef } from 'react';
import { Form, useSearchParams, useSubmit } from 'react-router';
import type { Sort } from '../../../../server/storefront/contract.ts';
import { useWords } from '../words/use-words.ts';

const sorts: readonly Sort[] = ['popular', 'newest', 'cheapest', 'dearest'];

export function readSort(parameters: URLSearchParams): Sort {
  return sorts.find((each) => each === parameters.get('sort')) ?? 'popular';
}

export function SortForm({ sort }: { readonly sort: Sort }) {
  const words = useWords();
  const submit = useSubmit();
  const [parameters] = useSearchParams();
  const chosen = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    // Another list has its own order again, and says so.
    if (chosen.current !== null) {
      chosen.current.value = sort;
    }
  }, [sort]);
  return (
    <Form
      className="flex items-center gap-2"
      onChange={(event) => void submit(event.currentTarget, { replace: true })}
    >
      {[...parameters]
        .filter(([name]) => name !== 'sort' && name !== 'page')
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      <label htmlFor="sort" className="text-sm text-ink-soft">
        {words.list.sort}
      </label>
      <select
        ref={chosen}
        id="sort"
        name="sort"
        defaultValue={sort}
        className="min-h-11 rounded-md border border-edge bg-paper px-3"
      >
        {sorts.map((each) => (
          <option key={each} value={each}>
            {words.list.sorts[each]}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit" className={buttonClass('quiet')}>
          {words.list.show}
        </button>
      </noscript>
    </Form>
  );
}
