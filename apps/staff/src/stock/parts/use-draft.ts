// What was entered and not booked yet: it is there again when the tab was closed, or the battery was empty.
import { useCallback, useState } from 'react';

/** `key` names the paper it stands for; another key is another draft. */
export function useDraft<Draft>(
  key: string,
  initial: Draft,
): readonly [Draft, (change: (before: Draft) => Draft) => void, () => void] {
  const name = `engawa-draft-${key}`;
  const [draft, setDraft] = useState<Draft>(() => readDraft(name) ?? initial);
  const change = useCallback(
    (next: (before: Draft) => Draft) => {
      setDraft((before) => {
        const after = next(before);
        localStorage.setItem(name, JSON.stringify(after));
        return after;
      });
    },
    [name],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(name);
    setDraft(initial);
  }, [name, initial]);
  return [draft, change, forget];
}

function readDraft<Draft>(name: string): Draft | undefined {
  const text = localStorage.getItem(name);
  return text === null ? undefined : (JSON.parse(text) as Draft);
}
