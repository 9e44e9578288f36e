// What was entered and not booked yet: it is there again when the tab was closed, or the battery was empty. In practice
// there is another one, which nothing keeps.
import { useCallback, useState } from 'react';
import { usePractice } from '../../practice/practice.ts';

const prefix = 'engawa-draft-';
/** What was begun and never ended (a count that another tablet posted) does not fill the browser. */
const keptMs = 60 * 86_400_000;

type Held<Draft> = { readonly name: string; readonly draft: Draft };
type Kept = { readonly atMs: number; readonly draft: unknown };

/** `key` names the paper it stands for; another key is another draft. */
export function useDraft<Draft>(
  key: string,
  initial: Draft,
): readonly [Draft, (change: (before: Draft) => Draft) => void, () => void] {
  const isPractice = usePractice();
  const name = `${isPractice ? 'practice ' : prefix}${key}`;
  const [held, setHeld] = useState<Held<Draft>>(() => ({ name, draft: begin(name, initial) }));
  const draft = held.name === name ? held.draft : begin(name, initial);
  const change = useCallback(
    (next: (before: Draft) => Draft) => {
      setHeld((before) => {
        const after = next(before.name === name ? before.draft : begin(name, initial));
        keep(name, after);
        return { name, draft: after };
      });
    },
    [name, initial],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(name);
    setHeld({ name, draft: initial });
  }, [name, initial]);
  return [draft, change, forget];
}

function begin<Draft>(name: string, initial: Draft): Draft {
  const kept = readKept(name);
  return kept === undefined ? initial : (kept.draft as Draft);
}

function keep(name: string, draft: unknown): void {
  if (!name.startsWith(prefix)) {
    return;
  }
  try {
    forgetOld();
    localStorage.setItem(name, JSON.stringify({ atMs: Date.now(), draft } satisfies Kept));
  } catch {
    // A browser that is full keeps nothing; the page goes on.
  }
}

function readKept(name: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    return typeof kept === 'object' && kept !== null && 'atMs' in kept && 'draft' in kept
      ? (kept as Kept)
      : undefined;
  } catch {
    return undefined;
  }
}

let hasForgotten = false;

/** Once a page, so that no scan waits for it. */
function forgetOld(): void {
  if (hasForgotten) {
    return;
  }
  hasForgotten = true;
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
    if ((readKept(name)?.atMs ?? 0) < Date.now() - keptMs) {
      localStorage.removeItem(name);
    }
  }
}
