// A field says what it wants before, and what to mend after: label, hint and error belong to the control for screen
// readers too. The error stands above the control, where it is seen while typing.
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';
import { useUiWords } from './words.ts';

type Common = {
  readonly label: string;
  readonly name: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
};

const control =
  'block w-full min-h-12 rounded-md border bg-paper px-3 py-2 text-base text-sumi placeholder:text-ink-soft';

function edge(error: string | undefined): string {
  return error === undefined ? 'border-edge' : 'border-2 border-kaki';
}

function describedBy({ name, hint, error }: Common): string | undefined {
  const ids = [
    error === undefined ? '' : `${name}-error`,
    hint === undefined ? '' : `${name}-hint`,
  ].filter((id) => id !== '');
  return ids.length === 0 ? undefined : ids.join(' ');
}

function Frame({
  label,
  name,
  hint,
  error,
  isRequired,
  children,
}: Common & { readonly isRequired: boolean; readonly children: ReactNode }) {
  const words = useUiWords();
  return (
    <div>
      <label htmlFor={name} className="mb-1 flex items-baseline justify-between gap-3 font-bold">
        <span>{label}</span>
        <span className="shrink-0 text-xs font-normal text-ink-soft">
          {isRequired ? words.required : words.optional}
        </span>
      </label>
      {error === undefined ? null : <FieldError id={`${name}-error`}>{error}</FieldError>}
      {children}
      {hint === undefined ? null : (
        <p id={`${name}-hint`} className="mt-1 text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}

export function FieldError({
  id,
  children,
}: {
  readonly id: string;
  readonly children: ReactNode;
}) {
  return (
    <p id={id} className="mb-1 flex gap-1.5 text-sm text-kaki">
      <span className="mt-0.5">
        <Icon name="alert" size={18} />
      </span>
      <span>{children}</span>
    </p>
  );
}

export function Field({
  label,
  name,
  hint,
  error,
  ...rest
}: Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>) {
  const common = { label, name, hint, error };
  return (
    <Frame {...common} isRequired={rest.required === true}>
      <input
        id={name}
        name={name}
        className={`${control} ${edge(error)}`}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(common)}
        {...rest}
      />
    </Frame>
  );
}

/** The browser's own select: it is the best one on a phone, and weighs nothing. */
export function Select({
  label,
  name,
  hint,
  error,
  children,
  ...rest
}: Common & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name'>) {
  const common = { label, name, hint, error };
  return (
    <Frame {...common} isRequired={rest.required === true}>
      <select
        id={name}
        name={name}
        className={`${control} ${edge(error)}`}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(common)}
        {...rest}
      >
        {children}
      </select>
    </Frame>
  );
}
