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

const tones = {
  quiet: 'bg-shade text-sumi',
  here: 'bg-ai-mist text-ai-deep',
  now: 'bg-kaki-mist text-kaki',
} as const;

export type Tone = keyof typeof tones;

/** A state in a word, which its colour only repeats: `now` wants attention, `here` is so, `quiet` only names. */
export function Badge({
  children,
  tone = 'quiet',
}: {
  readonly children: ReactNode;
  readonly tone?: Tone;
}) {
  return (
    <span
      className={`inline-flex items-center whitespace-nowrap rounded-sm px-2 py-0.5 text-xs font-bold ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
