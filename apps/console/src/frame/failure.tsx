// What is shown when a page itself fails, or its file could not be loaded (a new release, no network).
import { Button } from '../parts/button.tsx';
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
