// The states a page has besides being full: empty, failed, loading, offline. Each says what to do next.
import { type ReactNode, useEffect, useState } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { useUiWords } from './words.ts';

type Said = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: IconName;
  /** 1 when it is all there is on the page. */
  readonly level?: 1 | 2;
};

export function EmptyState({ title, children, icon = 'bag', level = 2 }: Said) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className="mx-auto max-w-md px-4 py-16 text-center">
      <span className="mx-auto mb-4 flex size-16 items-center justify-center rounded-full bg-shade text-ink-soft">
        <Icon name={icon} size={28} />
      </span>
      <Title className="text-xl font-bold">{title}</Title>
      <div className="mt-2 space-y-4 text-ink-soft">{children}</div>
    </div>
  );
}

export function ErrorState({ title, children, level = 2 }: Said) {
  return (
    <div role="alert">
      <EmptyState title={title} icon="alert" level={level}>
        {children}
      </EmptyState>
    </div>
  );
}

export function Skeleton({ className = 'h-4 w-full' }: { readonly className?: string }) {
  const words = useUiWords();
  return (
    <span
      role="status"
      aria-label={words.loading}
      className={`block motion-safe:animate-pulse rounded-sm bg-shade ${className}`}
    />
  );
}

/** Tells when the line is gone; nothing while it is there. */
export function OfflineBar({ isShown = false }: { readonly isShown?: boolean }) {
  const words = useUiWords();
  const [isOffline, setIsOffline] = useState(isShown);
  useEffect(() => {
    const look = () => setIsOffline(isShown || !navigator.onLine);
    look();
    globalThis.addEventListener('online', look);
    globalThis.addEventListener('offline', look);
    return () => {
      globalThis.removeEventListener('online', look);
      globalThis.removeEventListener('offline', look);
    };
  }, [isShown]);
  return isOffline ? (
    <p role="status" className="bg-kaki-mist px-4 py-2 text-center text-sm text-kaki">
      {words.offline}
    </p>
  ) : null;
}
