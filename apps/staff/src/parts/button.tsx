import type { ButtonHTMLAttributes } from 'react';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** One main button a screen, 64 px high; the others are quiet and 48 px. */
  readonly kind?: 'main' | 'quiet' | 'bare' | 'warning';
};

const looks = {
  main: 'min-h-16 bg-ai px-8 font-bold text-lg text-paper active:bg-ai-deep',
  quiet: 'min-h-12 border border-edge bg-paper px-5 active:bg-shade',
  bare: 'min-h-12 px-4 text-ai active:bg-shade',
  warning: 'min-h-12 border border-kaki bg-paper px-5 text-kaki active:bg-kaki-mist',
} as const;

export function Button({ kind = 'quiet', className = '', type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      className={`inline-flex items-center justify-center gap-2 rounded-lg transition-colors disabled:opacity-50 ${looks[kind]} ${className}`}
      type={type === 'submit' ? 'submit' : 'button'}
    />
  );
}
