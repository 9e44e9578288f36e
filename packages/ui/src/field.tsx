// A field says what it wants before, and what to mend after: label, hint and error belong to the control for screen
// readers too. The error stands above the control, where it is seen while typing.
import type { ComponentProps, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { useUiWords } from './words.ts';

type Common = {
  readonly label: string;
  readonly name: string;
  /** The name unless told; needed where two forms of a page have a field of the same name. */
  readonly id?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Whether it says beside the label that it must or may be filled in. */
  readonly isMarked?: boolean | undefined;
};

const control =
  'block w-full min-h-[max(3rem,var(--spacing-touch))] rounded-md border bg-paper px-3 py-2 text-base text-sumi placeholder:text-ink-soft';

function edge(error: string | undefined): string {
  return error === undefined ? 'border-edge' : 'border-2 border-kaki';
}

function describedBy({ name, id = name, hint, error }: Common): string | undefined {
  const ids = [
    error === undefined ? '' : `${id}-error`,
    hint === undefined ? '' : `${id}-hint`,
  ].filter((each) => each !== '');
  return ids.length === 0 ? undefined : ids.join(' ');
}

function Frame({
  label,
  name,
  id = name,
  hint,
  error,
  isMarked = true,
  isRequired,
  children,
}: Common & { readonly isRequired: boolean; readonly children: ReactNode }) {
  const words = useUiWords();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 flex items-baseline justify-between gap-3 font-bold">
        <span>{label}</span>
        {isMarked ? (
          <span className="shrink-0 text-xs font-normal text-ink-soft">
            {isRequired ? words.required : words.optional}
          </span>
        ) : null}
      </label>
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="mt-1 text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}

/** What every control has of its frame: name, look, and the words that belong to it. */
function bound(common: Common) {
  const { name, id = name, error } = common;
  return {
    id,
    name,
    className: `${control} ${edge(error)}`,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': describedBy(common),
  };
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
  id,
  hint,
  error,
  isMarked,
  ...rest
}: Common & Omit<ComponentProps<'input'>, 'name' | 'id'>) {
  const common = { label, name, id, hint, error, isMarked };
  return (
    <Frame {...common} isRequired={rest.required === true}>
      <input {...bound(common)} {...rest} />
    </Frame>
  );
}

/** A field that grows with its text has no rows of its own any more: these are the least it has. */
const leastHeights: Readonly<Record<number, string>> = {
  2: '!min-h-[calc(2lh+1.25rem)]',
  3: '!min-h-[calc(3lh+1.25rem)]',
  5: '!min-h-[calc(5lh+1.25rem)]',
  6: '!min-h-[calc(6lh+1.25rem)]',
};

/** Several lines; grows with what is written where the browser can. */
export function TextArea({
  rows = 3,
  label,
  name,
  id,
  hint,
  error,
  isMarked,
  ...rest
}: Common & Omit<ComponentProps<'textarea'>, 'name' | 'id'>) {
  const common = { label, name, id, hint, error, isMarked };
  const { className, ...frame } = bound(common);
  return (
    <Frame {...common} isRequired={rest.required === true}>
      <textarea
        className={`${className} field-sizing-content ${leastHeights[rows] ?? ''}`}
        rows={rows}
        {...frame}
        {...rest}
      />
    </Frame>
  );
}

/** The browser's own select: it is the best one on a phone, and weighs nothing. */
export function Select({
  label,
  name,
  id,
  hint,
  error,
  isMarked,
  children,
  ...rest
}: Common & Omit<ComponentProps<'select'>, 'name' | 'id'>) {
  const common = { label, name, id, hint, error, isMarked };
  return (
    <Frame {...common} isRequired={rest.required === true}>
      <select {...bound(common)} {...rest}>
        {children}
      </select>
    </Frame>
  );
}

type CheckProps = Omit<ComponentProps<'input'>, 'type' | 'className'> & {
  readonly label: ReactNode;
};

/** Yes or no, with its word; the whole line is the target. */
export function Check({ label, ...rest }: CheckProps) {
  return (
    <label className="flex min-h-touch items-center gap-3">
      <input className="size-5 shrink-0 accent-ai" type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  );
}
