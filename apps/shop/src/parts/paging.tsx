// From page to page of a list. Links, so that every page has an address.
import { buttonClass } from '@engawa/ui';
import { Link, useSearchParams } from 'react-router';
import { useWords } from '../words/use-words.ts';

export function Paging({ page, pages }: { readonly page: number; readonly pages: number }) {
  const words = useWords();
  const [parameters] = useSearchParams();
  if (pages < 2) {
    return null;
  }
  const to = (wanted: number) => {
    const next = new URLSearchParams(parameters);
    next.set('page', String(wanted));
    return `?${next}`;
  };
  return (
    <nav aria-label={words.list.pages} className="mt-12 flex items-center justify-center gap-4">
      {page > 1 ? (
        <Link to={to(page - 1)} rel="prev" className={buttonClass('quiet')}>
          {words.list.previous}
        </Link>
      ) : null}
      <span>{words.list.page(page, pages)}</span>
      {page < pages ? (
        <Link to={to(page + 1)} rel="next" className={buttonClass('quiet')}>
          {words.list.next}
        </Link>
      ) : null}
    </nav>
  );
}
