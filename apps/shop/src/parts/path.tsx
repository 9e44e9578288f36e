// Where one is in the shop, from the widest to the narrowest.
import { Icon } from '@engawa/ui';
import { Link } from 'react-router';
import type { CategoryLink } from '../../../../server/storefront/contract.ts';
import { useWords } from '../words/use-words.ts';

export function Path({ path }: { readonly path: readonly CategoryLink[] }) {
  const words = useWords();
  const steps = [
    { id: 'home', name: words.nav.home, to: '/' },
    ...path.map(({ id, name }) => ({ id, name, to: `/c/${id}` })),
  ];
  return (
    <nav aria-label={words.nav.breadcrumbs} className="py-3">
      <ol className="flex flex-wrap items-center text-sm text-ink-soft">
        {steps.map(({ id, name, to }, index) => (
          <li key={id} className="flex items-center">
            {index === 0 ? null : <Icon name="next" size={14} />}
            <Link to={to} className="inline-flex min-h-8 items-center px-1.5 hover:underline">
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
