import type { ReactNode } from 'react';

const looks = {
  calm: 'border-line bg-shade text-sumi',
  active: 'border-ai-mist bg-ai-mist text-ai',
  warning: 'border-kaki-mist bg-kaki-mist text-kaki',
} as const;

export type Tone = keyof typeof looks;

type BadgeProps = { readonly tone?: Tone; readonly children: ReactNode };

/** A state in a word; its colour only repeats it. */
export function Badge({ tone = 'calm', children }: BadgeProps) {
  return (
    <span
      className={`inline-block whitespace-nowrap rounded-full border px-3 py-0.5 text-sm ${looks[tone]}`}
    >
      {children}
    </span>
  );
}
