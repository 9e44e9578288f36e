import type { ReactNode, SubmitEvent } from 'react';
import { Field, Save, textOf } from '../parts/form.tsx';

type CodeFormProps = {
  readonly lead: ReactNode;
  readonly label: string;
  readonly save: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (code: string) => void;
  /** Beside the button. */
  readonly children?: ReactNode;
};

/** A code of an app, or a recovery code. */
export function CodeForm(props: CodeFormProps) {
  const { lead, label, save, isPending, error, onSubmit, children } = props;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(textOf(new FormData(event.currentTarget), 'code'));
  };
  return (
    <form className="space-y-4" onSubmit={submit}>
      {lead}
      <Field
        isMarked={false}
        autoCapitalize="none"
        autoComplete="one-time-code"
        label={label}
        maxLength={40}
        name="code"
        required
        spellCheck={false}
        type="text"
      />
      <Save error={error} isPending={isPending} label={save}>
        {children}
      </Save>
    </form>
  );
}
