/** What was typed into a field of a form, without the spaces around it. */
export function textIn(form: HTMLFormElement, name: string): string {
  const typed = new FormData(form).get(name);
  return typeof typed === 'string' ? typed.trim() : '';
}
