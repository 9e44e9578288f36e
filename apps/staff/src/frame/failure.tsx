// What is shown when a page itself fails, or there is none at an address.
import { Empty, Failure as SharedFailure } from '@engawa/ui/work';
import { Link } from 'react-router';
import { useWords } from '../words/words.ts';

export function Failure() {
  return <SharedFailure name={useWords().name} />;
}

export function NotFound() {
  const words = useWords();
  return (
    <div className="flex h-full flex-col items-center justify-center">
      <div>
        <Empty title={words.common.notFound} />
      </div>
      <Link className="flex min-h-12 items-center px-5 text-ai underline" to="/orders">
        {words.common.toOrders}
      </Link>
    </div>
  );
}
