import type { Language } from '@engawa/ui';

type Named = {
  readonly name: { readonly ja: string; readonly en: string | null };
  readonly optionValues?: Readonly<Record<string, string>>;
};

/** The name in the reader's language where there is one. */
export function itemName({ name }: Named, language: Language): string {
  return language === 'en' && name.en !== null ? name.en : name.ja;
}

/** `藍・M`, what tells a variant from its siblings; empty where its name says so already. */
export function variantName({ name, optionValues = {} }: Named, separator: string): string {
  const values = Object.values(optionValues);
  return values.every((value) => name.ja.includes(value)) ? '' : values.join(separator);
}
