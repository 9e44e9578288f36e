/**
 * A spreadsheet takes a cell that begins with = + - @ (also of full width), a tab or a line end for a formula and may
 * run it (OWASP, CSV injection). Files that go out put an apostrophe before it; files that come in lose it again, so
 * that a text is the same after both ways.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

export function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function unguard(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
