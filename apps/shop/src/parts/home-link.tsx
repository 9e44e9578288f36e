// The way on from a page that has nothing to show.
import { buttonClass } from '@engawa/ui';
import { Link } from 'react-router';
import { useWords } from '../words/use-words.ts';

export function HomeLink() {
  const words = useWords();
  return (
    <Link to="/" className={buttonClass('main')}>
      {words.failure.home}
    </Link>
  );
}
