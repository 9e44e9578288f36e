// The books of personal data beside each other, and how long it is kept.
import { NavLink } from 'react-router';
import { useWords } from '../words/words.ts';

export function RightsLinks() {
  const all = useWords();
  const words = all.rights;
  const links = [
    { to: '/rights', name: words.toRequests },
    { to: '/rights/leaks', name: words.toLeaks },
    { to: '/rights/provisions', name: words.toProvisions },
    { to: '/rights/retention', name: all.retention.title },
  ];
  return (
    <nav aria-label={words.title} className="mb-8 flex flex-wrap gap-x-6 border-line border-b">
      {links.map(({ to, name }) => (
        <NavLink
          className={({ isActive }) =>
            `flex min-h-11 items-center border-b-2 ${isActive ? 'border-ai font-bold text-ai' : 'border-transparent text-ink-soft hover:text-sumi'}`
          }
          end
          key={to}
          to={to}
        >
          {name}
        </NavLink>
      ))}
    </nav>
  );
}
