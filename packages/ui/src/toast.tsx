// A short word that something was done. It is read out, does not steal the focus, and goes by itself.
import { type ReactNode, useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

const shownMs = 6000;

/** A new `id` shows it anew. */
export function Toast({
  id,
  children,
}: {
  readonly id: string | null;
  readonly children: ReactNode;
}) {
  const [gone, setGone] = useState<string | null>(null);
  useEffect(() => {
    if (id === null) {
      return undefined;
    }
    const timer = setTimeout(() => setGone(id), shownMs);
    return () => clearTimeout(timer);
  }, [id]);
  const isShown = id !== null && gone !== id;
  return (
    <div aria-live="polite" className="pointer-events-none fixed inset-x-4 bottom-4 z-20">
      {isShown ? (
        <div className="pointer-events-auto mx-auto flex max-w-md motion-safe:animate-[rise_240ms_var(--ease-calm)] items-center gap-3 rounded-md bg-sumi px-4 py-3 text-paper shadow-lift">
          <Icon name="check" />
          <div className="flex flex-1 flex-wrap items-center justify-between gap-x-4">
            {children}
          </div>
        </div>
      ) : null}
    </div>
  );
}
