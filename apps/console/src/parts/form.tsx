// Forms: a label above each field, one word of what went wrong beside the button, and nothing typed is lost.
import { Refused } from '@engawa/client';
import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import { useWords } from '../words/words.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

type Labelled = { readonly label: string; readonly hint?: string };

export function Field({
  label,
  hint,
  ...rest
}: Labelled & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'>) {
  const id = useId();
  const words = useWords();
  return (
    <div className="min-w-0">
      <label className="mb-1 block text-sm" htmlFor={id}>
        {label}
        {rest.required !== true && rest.type !== 'date' && (
          <span className="ml-2 text-ink-soft">{words.common.optional}</span>
        )}
      </label>
      <input
        {...rest}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="field"
        id={id}
      />
      {hint !== undefined && (
        <p className="mt-1 text-ink-soft text-sm" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function Select({
  label,
  children,
  ...rest
}: Labelled & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'>) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label className="mb-1 block text-sm" htmlFor={id}>
        {label}
      </label>
      <select {...rest} className="field" id={id}>
        {children}
      </select>
    </div>
  );
}

type SaveProps = {
  readonly isPending: boolean;
  readonly error: Error | null;
  /** What is said once it is done. */
  readonly done?: string | undefined;
  readonly label?: string;
  readonly children?: ReactNode;
};

/** The button of a form, and what became of it. */
export function Save({ isPending, error, done, label, children }: SaveProps) {
  const words = useWords();
  return (
    <div>
      <div className="flex flex-wrap gap-3">
        <Button disabled={isPending} kind="main" type="submit">
          {isPending ? words.common.saving : (label ?? words.common.save)}
        </Button>
        {children}
      </div>
      <Outcome done={isPending ? undefined : done} error={isPending ? null : error} />
    </div>
  );
}

type OutcomeProps = { readonly error: Error | null; readonly done?: string | undefined };

/** What became of a deed, for eye and ear. */
export function Outcome({ error, done }: OutcomeProps) {
  const words = useWords();
  return (
    <div aria-live="polite">
      {error !== null && (
        <p className="mt-3 flex gap-2 rounded-md bg-kaki-mist px-4 py-3 text-kaki text-sm">
          <Icon className="mt-0.5 size-5" name="alert" />
          {error instanceof Refused && error.message !== ''
            ? error.message
            : words.common.unreachable}
        </p>
      )}
      {error === null && done !== undefined && <p className="mt-3 text-ai text-sm">{done}</p>}
    </div>
  );
}

/** The text of a field; empty where there is none. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** `{ name: text }` where something was typed, nothing otherwise. */
export function given<Name extends string>(
  form: FormData,
  name: Name,
): { readonly [Key in Name]?: string } {
  const text = textOf(form, name);
  return (text === '' ? {} : { [name]: text }) as { readonly [Key in Name]?: string };
}
