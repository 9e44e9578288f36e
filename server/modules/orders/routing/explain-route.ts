// Why a place sends an order, or does not, in words. No distances: how far she lives from a shop is hers.
import type { RouteReasonCode } from './route.ts';

type Sentence = { readonly ja: string; readonly en: string };

const sentences: Readonly<Record<RouteReasonCode, Sentence>> = {
  nearest: {
    ja: '「{place}」から発送します。在庫があり、お届け先に最も近いためです。',
    en: '{place} sends it: it has the goods and is nearest to where they go.',
  },
  fewest: {
    ja: '「{place}」から発送します。荷物の数が最も少なくなるためです。',
    en: '{place} sends it: with it the parcels are fewest.',
  },
  capacity: {
    ja: '「{place}」から発送します。在庫があり、発送に最も余裕があるためです。',
    en: '{place} sends it: it has the goods and most room to pack them.',
  },
  together: {
    ja: '「{place}」から一部を発送します。1か所ではすべてがそろわないためです。',
    en: '{place} sends a part of it: no one place has all of it.',
  },
  not_needed: {
    ja: '「{place}」にも在庫がありますが、ほかの場所から発送します。',
    en: '{place} has some of it too, but is not needed.',
  },
  closed: {
    ja: '「{place}」は休業中のため、発送できません。',
    en: '{place} is closed and cannot send it soon.',
  },
  full: {
    ja: '「{place}」は発送待ちが上限に達しています。',
    en: '{place} has as many parcels waiting as it can pack.',
  },
  unsure: {
    ja: '「{place}」は在庫数が不確かなため、使いませんでした。',
    en: '{place} is not sure enough of its stock.',
  },
  not_all: {
    ja: '「{place}」には一部の在庫しかありません。',
    en: '{place} has only a part of it.',
  },
  nothing_there: {
    ja: '「{place}」には在庫がありません。',
    en: '{place} has nothing of it.',
  },
};

export function explainReason(code: RouteReasonCode, place: string): Sentence {
  const { ja, en } = sentences[code];
  return { ja: ja.replace('{place}', place), en: en.replace('{place}', place) };
}
