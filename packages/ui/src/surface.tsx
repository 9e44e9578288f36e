// What lies on the paper: a card that groups, a badge that names.
import type { ReactNode } from 'react';

export function Card({
  children,
  className = '',
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return <div className={`rounded-lg bg-paper p-5 shadow-rest ${className}`}>{children}</div>;
}

/** `now` wants attention; `quiet` only names. */
export function Badge({
  children,
  tone = 'quiet',
}: {
  readonly children: ReactNode;
  readonly tone?: 'quiet' | 'here' | 'now';
}) {
  const tones = {
    quiet: 'bg-shade text-sumi',
    here: 'bg-ai-mist text-ai-deep',
    now: 'bg-kaki-mist text-kaki',
  } as const;
  return (
    <span
      className={`inline-flex items-center rounded-sm px-2 py-0.5 text-xs font-bold ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
