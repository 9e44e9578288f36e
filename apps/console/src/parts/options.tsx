type OptionsProps = { readonly words: Readonly<Record<string, string>> };

/** The choices of a field: as the house knows them, and as they are said. */
export function Options({ words }: OptionsProps) {
  return Object.entries(words).map(([code, word]) => (
    <option key={code} value={code}>
      {word}
    </option>
  ));
}
