// What can be done. One main action a screen; the others are quiet. 44 px high at least; the tablet's are larger
// (tokens.css).
import type { ComponentProps } from 'react';

export type ButtonLook = 'main' | 'quiet' | 'plain' | 'warning';

const looks: Readonly<Record<ButtonLook, string>> = {
  main: 'min-h-main bg-ai text-paper hover:bg-ai-deep active:bg-ai-deep disabled:bg-ink-soft',
  quiet:
    'min-h-touch border border-edge bg-paper text-sumi hover:bg-shade active:bg-shade disabled:text-ink-soft',
  plain: 'min-h-touch text-ai underline underline-offset-4 hover:text-ai-deep',
  warning:
    'min-h-touch border border-kaki bg-paper text-kaki hover:bg-kaki-mist active:bg-kaki-mist disabled:border-edge disabled:text-ink-soft',
};

/** The classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = 'main', isWide = false): string {
  const width = isWide ? 'w-full' : '';
  return `inline-flex items-center justify-center gap-2 rounded-md px-5 py-2 text-center font-bold motion-safe:transition-colors duration-150 ${looks[look]} ${width}`;
}

type Props = ComponentProps<'button'> & {
  readonly look?: ButtonLook;
  readonly isWide?: boolean;
};

export function Button({ look = 'main', isWide = false, className = '', ...rest }: Props) {
  return <button type="submit" className={`${buttonClass(look, isWide)} ${className}`} {...rest} />;
}
