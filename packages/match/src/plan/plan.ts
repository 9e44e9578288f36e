/** From the columns of a table to what is prepared, compared and looked up. */

import type { Role } from '../columns/headers.ts';
import type { Recognised } from '../columns/recognise.ts';
import type { BlockKey, Comparison, Part, Prepared } from './comparison.ts';
import { planBirthDate, planEmail, planIdentifier, planPhones } from './contacts.ts';
import { planNames } from './names.ts';
import { planAddress, planJapaneseAddress } from './places.ts';
import {
  planCodes,
  planDay,
  planGender,
  planNumber,
  planText,
  planWord,
  planYear,
} from './texts.ts';

export interface Plan {
  readonly prepared: readonly Prepared[];
  readonly comparisons: readonly Comparison[];
  readonly keys: readonly BlockKey[];
}

/** A packed pattern has four bits a comparison and fits 60 bits. */
const COMPARISONS_MAX = 15;

/** What is compared first is what tells most; columns beyond the limit are left out. */
export function planColumns(recognised: Recognised, todayYear: number): Plan {
  const all = (role: Role) =>
    recognised.columns.filter((column) => column.role === role).map(({ index }) => index);
  const title = (index: number) =>
    recognised.columns.find((column) => column.index === index)?.header ?? '';
  const isProduct = all('title').length > 0;
  const parts: Part[] = [
    ...planPerson(recognised, all, todayYear),
    ...all('organisation').map((index, at) => planText([index], `org${at}`, title(index), 'own')),
    ...all('title').map((index, at) => planText([index], `title${at}`, title(index))),
  ];
  const texts = [...all('title'), ...all('description')];
  const models = all('model');
  if (models.length > 0 || isProduct) parts.push(planCodes(models, texts));
  parts.push(
    ...all('people').map((index, at) => planText([index], `people${at}`, title(index))),
    ...all('year')
      .slice(0, 1)
      .map((index) => planYear(index, title(index))),
    ...all('price').map((index, at) => planNumber(index, title(index), at)),
    ...all('brand').map((index, at) => planWord(index, title(index), at)),
    ...all('date').map((index, at) => planDay(index, title(index), at)),
    ...all('description').map((index, at) => planText([index], `text${at}`, title(index))),
    ...[...all('category'), ...all('word')].map((index, at) =>
      planWord(index, title(index), at + 20),
    ),
    ...all('number').map((index, at) => planNumber(index, title(index), at + 20)),
  );
  return {
    prepared: parts.flatMap(({ prepared }) => prepared),
    comparisons: parts.flatMap(({ comparisons }) => comparisons).slice(0, COMPARISONS_MAX),
    keys: parts.flatMap(({ keys }) => keys),
  };
}

function planPerson(
  recognised: Recognised,
  all: (role: Role) => number[],
  todayYear: number,
): Part[] {
  const one = (role: Role) => all(role)[0];
  const parts: Part[] = [];
  const names = {
    given: one('givenName'),
    family: one('familyName'),
    // A full name beside its parts says the same twice.
    full:
      one('givenName') === undefined || one('familyName') === undefined
        ? one('fullName')
        : undefined,
    givenKana: one('givenKana'),
    familyKana: one('familyKana'),
    fullKana: one('fullKana'),
  };
  if (Object.values(names).some((index) => index !== undefined)) {
    parts.push(planNames(names, recognised.isJapanese));
  }
  const date = {
    date: one('birthDate'),
    year: one('birthYear'),
    month: one('birthMonth'),
    day: one('birthDay'),
  };
  if (date.date !== undefined || date.day !== undefined) parts.push(planBirthDate(date, todayYear));
  parts.push(
    ...all('identifier').map((index, at) =>
      planIdentifier(index, recognised.columns.find((c) => c.index === index)?.header ?? '', at),
    ),
  );
  if (all('email').length > 0) parts.push(planEmail(all('email')));
  if (all('phone').length > 0) parts.push(planPhones(all('phone')));
  const address = {
    postal: one('postalCode'),
    streetNumber: one('streetNumber'),
    addresses: all('address'),
    localities: all('locality'),
    region: one('region'),
  };
  const hasAddress =
    address.postal !== undefined ||
    address.streetNumber !== undefined ||
    address.region !== undefined ||
    address.addresses.length + address.localities.length > 0;
  if (hasAddress) {
    parts.push(recognised.isJapanese ? planJapaneseAddress(address) : planAddress(address));
  }
  const gender = one('gender');
  if (gender !== undefined) parts.push(planGender(gender));
  return parts;
}
