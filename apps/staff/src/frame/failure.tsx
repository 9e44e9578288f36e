// What is shown when a page itself fails, or there is none at an address.
import { Link } from 'react-router';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/states.tsx';
import { useWords } from '../words/words.tsx';

export function Failure() {
  const words = useWords();
  return (
    <main className="mx-auto max-w-xl px-6 py-20">
      <title>{`${words.common.bug} | ${words.name}`}</title>
      <h1 className="font-bold text-xl">{words.common.bug}</h1>
      <p className="mt-3 mb-8 text-ink-soft">{words.common.bugHint}</p>
      <Button kind="main" onClick={() => globalThis.location.reload()}>
        {words.common.reload}
      </Button>
    </main>
  );
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
