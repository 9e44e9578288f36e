/**
 * The plan of people as customers are kept: the same fields for every record, so a model learnt from the whole
 * book scores one new record too. Numbers of members are not compared: two systems count for themselves.
 */
import type { Comparison, Prepared } from './comparison.ts';
import { planBirthDate, planEmail, planPhones } from './contacts.ts';
import { planNames } from './names.ts';
import { planJapaneseAddress } from './places.ts';
import type { Plan } from './plan.ts';
import { planGender } from './texts.ts';

/** The cells of a person, in order; the first is the key of the record. */
export const PERSON_FIELDS = [
  'key',
  'familyName',
  'givenName',
  'fullName',
  'familyKana',
  'givenKana',
  'fullKana',
  'birthDate',
  'email',
  'phone',
  'mobilePhone',
  'postalCode',
  'prefecture',
  'city',
  'address',
  'gender',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];
export type PersonCells = readonly (string | undefined)[];

/** A change of fields, levels or rules makes models of before unusable. */
export const PEOPLE_PLAN_VERSION = 2;

const at = (field: PersonField) => PERSON_FIELDS.indexOf(field);

/** `todayYear` tells a birth date in the future, which is none. */
export function planPeople(todayYear: number): Plan {
  const parts = [
    planNames(
      {
        given: at('givenName'),
        family: at('familyName'),
        full: at('fullName'),
        givenKana: at('givenKana'),
        familyKana: at('familyKana'),
        fullKana: at('fullKana'),
      },
      true,
    ),
    planBirthDate({ date: at('birthDate') }, todayYear),
    planEmail([at('email')]),
    planPhones([at('phone'), at('mobilePhone')]),
    planJapaneseAddress({
      postal: at('postalCode'),
      region: at('prefecture'),
      localities: [at('city')],
      addresses: [at('address')],
    }),
    planGender(at('gender')),
  ];
  return {
    prepared: parts.flatMap(({ prepared }): readonly Prepared[] => prepared),
    comparisons: parts.flatMap(({ comparisons }): readonly Comparison[] => comparisons),
    keys: parts.flatMap(({ keys }) => keys),
  };
}

const NAMES =
  "least(coalesce(given_p, given_c), coalesce(family_p, family_c)) || ' ' || greatest(coalesce(given_p, given_c), coalesce(family_p, family_c))";

export interface PeopleRule {
  readonly name: string;
  readonly expression: string;
  /** A value that more records share finds nobody. */
  readonly most: number;
}

/** A value that more records than this share says nothing of anybody. */
const MOST = 60;
/**
 * A name says less: of 8,413 who were found by nothing but their whole name in a book of a million, 42 were worth a
 * link or a look, and 39 of those bore a name that fewer than twelve bear.
 */
const NAMESAKES_MOST = 12;

/**
 * By what one new record is looked up: records that agree on any rule meet. Some ten a record, each rare enough
 * to be looked at in a book of a million; values too many share are passed over by the look-up.
 */
export const PEOPLE_RULES: readonly PeopleRule[] = [
  {
    name: 'birth date + reading of the given name',
    expression: "born || ' ' || given_p",
    most: MOST,
  },
  {
    name: 'birth date + characters of the given name',
    expression: "born || ' ' || given_c",
    most: MOST,
  },
  {
    name: 'birth date + family name',
    expression: "born || ' ' || coalesce(family_c, family_p)",
    most: MOST,
  },
  { name: 'birth date + postal code', expression: "born || ' ' || postal", most: MOST },
  { name: 'both names + postal code', expression: `${NAMES} || ' ' || postal`, most: MOST },
  { name: 'both names + birth year', expression: `${NAMES} || ' ' || left(born, 4)`, most: MOST },
  { name: 'whole name', expression: 'name_w', most: NAMESAKES_MOST },
  {
    name: 'town, number + given name',
    expression: "town || ' ' || lot || ' ' || coalesce(given_p, given_c)",
    most: MOST,
  },
  { name: 'telephone', expression: 'phone0', most: MOST },
  { name: 'telephone', expression: 'phone1', most: MOST },
  { name: 'e-mail', expression: 'email', most: MOST },
];
