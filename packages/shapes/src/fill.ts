/** `{name}` in a sentence is filled from the details; what nobody tells stays as it is. */
export function fillSentence(
  sentence: string,
  details: Readonly<Record<string, string | number | boolean | null>>,
): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    name in details ? String(details[name]) : whole,
  );
}
