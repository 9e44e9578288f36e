// A field of the outbox with its label.
import { type ReactNode, useId } from 'react';

export const control =
  'mt-1 block min-h-14 w-full max-w-md rounded-lg border border-edge bg-paper px-3 text-lg';

type LabelledProps = {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
};

export function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <label className="block text-sm" htmlFor={id}>
      {label}
      {children(id)}
    </label>
  );
}
