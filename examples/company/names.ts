// Names of invented people: a family name by its rank, a given name of the years in which they were born.
import { givenNames } from './given-names.ts';
import { createChooser, type Random } from './random.ts';
import { surnames } from './surnames.ts';

export type Name = { readonly kanji: string; readonly kana: string };
export type Gender = 'female' | 'male';

const familyNames = readNames(surnames);
const ofOkinawa = new Set('比嘉 金城 大城 島袋 新垣 玉城 仲村 平良 照屋 宮城'.split(' '));
const generations = givenNames.map(({ bornBefore, female, male }) => ({
  bornBefore,
  female: readNames(female),
  male: readNames(male),
}));

/** Kana stand behind the kanji; a name in hiragana has both too. */
function readNames(text: string): Name[] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const kana = /[ァ-ヴー]+$/.exec(entry)?.[0] ?? '';
      return { kanji: entry.slice(0, -kana.length), kana };
    });
}

export type NamePicker = {
  family(prefecture: string): Name;
  given(gender: Gender, birthYear: number): Name;
};

export function createNamePicker(random: Random): NamePicker {
  // Frequency against rank falls off like this in the telephone books.
  const common = createChooser(
    random,
    familyNames.map(({ kanji }, rank) => (rank + 9) ** -0.85 * (ofOkinawa.has(kanji) ? 0.1 : 1)),
  );
  const okinawan = familyNames.filter(({ kanji }) => ofOkinawa.has(kanji));
  return {
    family: (prefecture) =>
      prefecture === '沖縄県' && random.chance(0.6)
        ? random.pick(okinawan)
        : (familyNames[common()] ?? random.pick(familyNames)),
    given: (gender, birthYear) => {
      const generation = generations.find(({ bornBefore }) => birthYear < bornBefore);
      return random.pick((generation ?? generations[0])?.[gender] ?? []);
    },
  };
}
