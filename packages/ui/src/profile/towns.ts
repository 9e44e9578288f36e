// An address from a postal code, of any width.

export type Town = {
  readonly prefecture: string;
  readonly city: string;
  readonly town: string;
};

/** Seven digits, or undefined. */
export function postalDigits(text: string): string | undefined {
  const digits = text.normalize('NFKC').replaceAll(/\D/g, '');
  return digits.length === 7 ? digits : undefined;
}

/** The towns of a code; undefined without a line: then she writes the address herself. */
export async function askTowns(code: string): Promise<readonly Town[] | undefined> {
  try {
    const answer = await fetch(`/api/places/postal-codes/${code}`);
    const { towns } = (await answer.json()) as { readonly towns?: readonly Town[] };
    return towns;
  } catch {
    return undefined;
  }
}
