// What can be done. One main action a screen; the others are quiet. 44 px high at least.
import type { ButtonHTMLAttributes, ReactNode } from 'react';

export type ButtonLook = 'main' | 'quiet' | 'plain';

const looks: Readonly<Record<ButtonLook, string>> = {
  main: 'bg-ai text-paper hover:bg-ai-deep disabled:bg-ink-soft',
  quiet: 'border border-edge bg-paper text-sumi hover:bg-shade disabled:text-ink-soft',
  plain: 'text-ai underline underline-offset-4 hover:text-ai-deep',
};

/** The classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = 'main', isWide = false): string {
  const width = isWide ? 'w-full' : '';
  return `inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-5 py-2 text-center font-bold motion-safe:transition-colors duration-150 ${looks[look]} ${width}`;
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: ButtonLook;
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

export function Button({ look = 'main', isWide = false, className = '', ...rest }: Props) {
  return <button type="submit" className={`${buttonClass(look, isWide)} ${className}`} {...rest} />;
}
