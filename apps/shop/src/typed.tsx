// A form that the house refused comes back as she sent it, before any script and after: every field with what was typed,
// the sentence at the field that it is about, and the focus there. What is secret goes into no page again.
import { ErrorState } from '@engawa/ui';
import { useEffect, useRef } from 'react';
import { data } from 'react-router';
import type { Refused } from '../../../server/storefront/contract.ts';

export type SentBack = Refused & { readonly typed: Readonly<Record<string, string>> };

/** Whichever form has them: what they pay with, and what they prove who somebody is with. */
const secret: ReadonlySet<string> = new Set(['card', 'otp', 'password', 'pin']);
const longestTyped = 5000;

/** What was typed into a form; files and secrets are left out. */
export function typedOf(form: FormData): SentBack['typed'] {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && !secret.has(name) ? [[name, value.slice(0, longestTyped)]] : [],
    ),
  );
}

/** The answer to a form that was refused. */
export function sendBack(form: FormData, { refused, field }: Refused) {
  const back: SentBack = {
    refused,
    typed: typedOf(form),
    ...(field === undefined ? {} : { field }),
  };
  return data(back, { status: 422 });
}

/** Props of the field of a name: what was typed, else `usual`, and what is wrong with it. */
export function fieldsOf(back: SentBack | undefined) {
  return (name: string, usual = '') => ({
    name,
    defaultValue: back?.typed[name] ?? usual,
    error: back?.field === name ? back.refused : undefined,
    // Before any script the browser itself goes to it.
    autoFocus: back?.field === name,
  });
}

/** What a choice among several shows: `usual` until she chose another. */
export function chosenOf(back: SentBack | undefined, name: string, usual: string): string {
  return back?.typed[name] ?? usual;
}

type RefusedFormProps = { readonly title: string; readonly back: SentBack | undefined };

/** Says why the form was refused; nothing while it was not. Goes to the field, or to itself when it is about none. */
export function RefusedForm({ title, back }: RefusedFormProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (back !== undefined) {
      (controlOf(back.field) ?? box.current)?.focus();
    }
  }, [back]);
  const focus = { autoFocus: back?.field === undefined };
  return back === undefined ? null : (
    <div ref={box} tabIndex={-1} {...focus}>
      <ErrorState title={title}>
        <p>{back.refused}</p>
      </ErrorState>
    </div>
  );
}

/** Of several with the name the one that is chosen, else the first that can be. */
function controlOf(name: string | undefined): HTMLElement | undefined {
  const controls = name === undefined ? [] : [...document.getElementsByName(name)];
  const open = controls.filter((each) => each.matches(':enabled:not([type="hidden"])'));
  return open.find((each) => each.matches(':checked')) ?? open[0];
}
