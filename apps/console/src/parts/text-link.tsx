import type { ReactNode } from 'react';
import { Link } from 'react-router';

type TextLinkProps = { readonly to: string; readonly children: ReactNode };

export function TextLink({ to, children }: TextLinkProps) {
  return (
    <Link
      className="text-ai underline decoration-ai/30 underline-offset-4 hover:decoration-ai"
      to={to}
    >
      {children}
    </Link>
  );
}
