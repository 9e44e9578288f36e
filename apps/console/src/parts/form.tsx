// Forms: a label above each field, one word of what went wrong beside the button, and nothing typed is lost.
import {
  Field as SharedField,
  Select as SharedSelect,
  TextArea as SharedTextArea,
} from '@engawa/ui';
import { Button, Wrong } from '@engawa/ui/work';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { useWords } from '../words/words.ts';

type FieldProps = Omit<ComponentProps<typeof SharedField>, 'id'>;
type TextAreaProps = Omit<ComponentProps<typeof SharedTextArea>, 'id'>;
type SelectProps = Omit<ComponentProps<typeof SharedSelect>, 'id'>;

/** Ids of their own: a page has several forms, each with its name. */
export function Field(props: FieldProps) {
  return <SharedField id={useId()} {...props} />;
}

export function Select(props: SelectProps) {
  return <SharedSelect id={useId()} isMarked={false} {...props} />;
}

export function TextArea(props: TextAreaProps) {
  return <SharedTextArea id={useId()} {...props} />;
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
        <Button disabled={isPending} look="main" type="submit">
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
  return (
    <div aria-live="polite">
      {error !== null && (
        <div className="mt-3">
          <Wrong error={error} />
        </div>
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
