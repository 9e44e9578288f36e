// Why a balance changed, as a sentence: every line of a statement says what it was, by which rule, for which order.
import type { StatementLine } from '#ledger';
import type { Sentence } from './rules/facts.ts';

export type Names = {
  /** Of rules and cards by their code. */
  readonly sources: ReadonlyMap<string, Sentence>;
  /** Order numbers by typed id. */
  readonly orders: ReadonlyMap<string, string>;
};

type Line = Pick<StatementLine, 'kind' | 'reference' | 'reason' | 'amount'>;

const reasons: Readonly<Record<string, Sentence>> = {
  apology: { ja: 'お詫び', en: 'an apology' },
  correction: { ja: '訂正', en: 'a correction' },
  campaign: { ja: 'キャンペーン', en: 'a campaign' },
  merge: { ja: '統合', en: 'a merge' },
  misuse: { ja: '不正利用の取消', en: 'misuse' },
  other: { ja: 'その他', en: 'another reason' },
};

export function explainLine(line: Line, names: Names): Sentence {
  const [about = '', ...rest] = line.reference.split(':');
  const number = names.orders.get(about);
  const source = rest.map((code) => names.sources.get(code)).find((each) => each !== undefined);
  const ofOrder = {
    ja: number === undefined ? '' : `ご注文 ${number} `,
    en: number === undefined ? '' : ` (order ${number})`,
  };
  const by = source ?? { ja: 'お買い物', en: 'a purchase' };
  switch (line.kind) {
    case 'earn':
      return about.startsWith('ord_')
        ? { ja: `${ofOrder.ja}${by.ja}による付与`, en: `Earned: ${by.en}${ofOrder.en}` }
        : { ja: givenFor(about, source).ja, en: givenFor(about, source).en };
    case 'spend':
      return about.startsWith('rwd_')
        ? { ja: '特典と交換', en: 'Exchanged for a reward' }
        : { ja: `${ofOrder.ja}でのご利用`, en: `Used${ofOrder.en}` };
    case 'mature':
      return {
        ja: `${ofOrder.ja}お渡しにより利用可能に`,
        en: `Available: handed over${ofOrder.en}`,
      };
    case 'reverse':
      return line.amount < 0
        ? { ja: `${ofOrder.ja}取消・返品による付与の取消`, en: `Earning taken back${ofOrder.en}` }
        : { ja: `${ofOrder.ja}取消・返品によるご返却`, en: `Given back${ofOrder.en}` };
    case 'expire':
      return { ja: '有効期限切れ', en: 'Expired' };
    case 'opening':
      return { ja: '以前のシステムからの引き継ぎ', en: 'Brought over from the system before' };
    case 'adjust': {
      if (line.reason === 'points_master') {
        return {
          ja: '外部のポイント基盤での増減に合わせました',
          en: 'Evened out with the points master outside',
        };
      }
      const why = reasons[line.reason ?? 'other'] ?? { ja: 'その他', en: 'another reason' };
      return { ja: `店舗による調整(${why.ja})`, en: `Adjusted by the shop: ${why.en}` };
    }
    default:
      return { ja: '移動', en: 'Moved' };
  }
}

function givenFor(about: string, source: Sentence | undefined): Sentence {
  const words: Readonly<Record<string, Sentence>> = {
    visit: { ja: 'ご来店', en: 'a visit' },
    scan: { ja: '店頭でのスタンプ', en: 'a stamp at the counter' },
    review: { ja: 'レビューの投稿', en: 'a review' },
  };
  const what = source ?? words[about] ?? { ja: '特別付与', en: 'a special occasion' };
  return { ja: `${what.ja}による付与`, en: `Earned: ${what.en}` };
}
