// The button of the work apps: quiet unless it is the one main action, and it sends a form only where it says so.
import type { ComponentProps } from 'react';
import { Button as SharedButton } from '../button.tsx';

export function Button({
  look = 'quiet',
  type = 'button',
  ...rest
}: ComponentProps<typeof SharedButton>) {
  return <SharedButton look={look} type={type} {...rest} />;
}
