import type { ButtonHTMLAttributes } from 'react';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** One main button a page; the others are quiet. */
  readonly kind?: 'main' | 'quiet';
};

const looks = {
  main: 'bg-ai text-paper hover:bg-ai-deep',
  quiet: 'border border-edge bg-paper hover:bg-shade',
} as const;

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-5 transition-colors disabled:opacity-60';

/** The look of a button for a link that leads to a deed. */
export function linkLook(kind: keyof typeof looks = 'quiet'): string {
  return `${shape} ${looks[kind]}`;
}

export function Button({ kind = 'quiet', className = '', type = 'button', ...rest }: ButtonProps) {
  const look = `${looks[kind]} ${className}`;
  return (
    <button
      {...rest}
      className={`${shape} ${look}`}
      type={type === 'submit' ? 'submit' : 'button'}
    />
  );
}
