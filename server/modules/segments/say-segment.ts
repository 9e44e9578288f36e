// A selection as a sentence.
import { formatId, tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findTiers } from '#loyalty';
import { findPlaces } from '#places';
import { type Condition, type Names, type Sentence, sayCondition } from './conditions.ts';
import type { SegmentPurpose } from './purposes.ts';

const purposeWords: Readonly<Record<SegmentPurpose, Sentence>> = {
  marketing_mail: { ja: 'メールでのお知らせに同意', en: 'agreed to news by mail' },
  marketing_sms: { ja: 'SMSでのお知らせに同意', en: 'agreed to news by SMS' },
  marketing_line: { ja: 'LINEでのお知らせに同意', en: 'agreed to news by LINE' },
  marketing_push: { ja: 'プッシュ通知に同意', en: 'agreed to push messages' },
  personalisation: { ja: 'おすすめへの利用に同意', en: 'agreed to personal suggestions' },
};

/** What the places and tiers in these conditions are called. */
async function findNames(tx: Tx, conditions: readonly Condition[]): Promise<Names> {
  const placeIds = conditions.flatMap((each) =>
    each.kind === 'bought' ? (tryParseId('place', each.placeId ?? '') ?? []) : [],
  );
  const places = placeIds.length === 0 ? [] : await findPlaces(tx, [...new Set(placeIds)]);
  const tiers = conditions.some(({ kind }) => kind === 'tier') ? await findTiers(tx) : [];
  const named = (row: { readonly name_ja: string; readonly name_en: string | null }) => ({
    ja: row.name_ja,
    en: row.name_en ?? row.name_ja,
  });
  return {
    places: new Map(places.map((row) => [formatId('place', row.id), named(row)])),
    tiers: new Map(tiers.map((row) => [row.code, named(row)])),
  };
}

/** The purpose and every condition, in both languages. */
export async function saySelection(
  tx: Tx,
  purpose: SegmentPurpose,
  conditions: readonly Condition[],
): Promise<{ readonly sentenceJa: string; readonly sentenceEn: string }> {
  const names = await findNames(tx, conditions);
  const said = [purposeWords[purpose], ...conditions.map((each) => sayCondition(each, names))];
  return {
    sentenceJa: said.map(({ ja }) => ja).join('、かつ'),
    sentenceEn: said.map(({ en }) => en).join(' and '),
  };
}
