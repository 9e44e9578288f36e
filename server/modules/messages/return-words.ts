// What is mailed about goods that she asked to give back: how it goes on, where a parcel goes and who pays for it.

export type ReturnFacts = {
  /** The number of the request. */
  readonly number: string;
  readonly way: 'shop' | 'parcel';
  /** Given back, or to be expected, as text. */
  readonly money: string;
  /** Where a parcel goes; null when she brings it. */
  readonly sendTo: { readonly name: string; readonly address: string | null } | null;
  readonly paidBy: 'customer' | 'house' | null;
  readonly refusedFor: string | null;
};

type Facts = { readonly back?: ReturnFacts | null };
type Said = {
  readonly subject: (number: string) => string;
  readonly lead: (facts: Facts) => string;
};
type Both = { readonly ja: Said; readonly en: Said };

const refusals: Readonly<Record<string, { readonly ja: string; readonly en: string }>> = {
  worn: { ja: 'ご使用の跡があるため', en: 'it shows signs of use' },
  incomplete: { ja: '付属品やタグがそろっていないため', en: 'parts or tags of it are missing' },
  not_ours: { ja: '当店の商品であることを確認できないため', en: 'it is not an article of ours' },
  not_arrived: { ja: '商品の到着を確認できないため', en: 'it has not arrived' },
  excluded: {
    ja: '返品をお受けできない商品のため',
    en: 'articles of this kind are not taken back',
  },
  other: { ja: '返品の条件に合わないため', en: 'it is outside our conditions for returns' },
};

/** How the goods come back. */
function howJa({ back }: Facts): string {
  const to = back?.sendTo ?? null;
  if (back === null || back === undefined || to === null) {
    return '商品をお近くの店舗へお持ちのうえ、下のページのQRコードまたは返品受付番号をお見せください。';
  }
  const { name, address } = to;
  const postage = back.paidBy === 'house' ? '着払い' : '元払い(送料はお客様のご負担)';
  return `商品に返品受付番号を書いたメモを同封し、${postage}で次の宛先へお送りください。\n${name}${address === null ? '' : `\n${address}`}`;
}

function howEn({ back }: Facts): string {
  const to = back?.sendTo ?? null;
  if (back === null || back === undefined || to === null) {
    return 'Please bring the goods to a shop and show the code on the page below, or the number of the return.';
  }
  const { name, address } = to;
  const postage = back.paidBy === 'house' ? 'at our cost (cash on delivery)' : 'at your own cost';
  return `Please put the number of the return into the parcel and send it ${postage} to:\n${name}${address === null ? '' : `\n${address}`}`;
}

const numberJa = ({ back }: Facts) => `返品受付番号: ${back?.number ?? ''}`;
const numberEn = ({ back }: Facts) => `Number of the return: ${back?.number ?? ''}`;
const whyOf = ({ back }: Facts) => refusals[back?.refusedFor ?? 'other'] ?? { ja: '', en: '' };

export const returnSaid = {
  asked: {
    ja: {
      subject: (number) => `返品のお申し込みを承りました(${number})`,
      lead: (facts) =>
        `返品のお申し込みを承りました。内容を確認し、あらためてメールでお知らせします。それまで商品はお手元に保管してください。\n${numberJa(facts)}`,
    },
    en: {
      subject: (number) => `We have your request to return (${number})`,
      lead: (facts) =>
        `we have your request and will write again once we have looked at it. Please keep the goods until then.\n${numberEn(facts)}`,
    },
  },
  accepted: {
    ja: {
      subject: (number) => `返品を受け付けました(${number})`,
      lead: (facts) =>
        `返品を受け付けました。\n${numberJa(facts)}\nご返金の見込み: ${facts.back?.money ?? ''}\n\n${howJa(facts)}`,
    },
    en: {
      subject: (number) => `Your return is accepted (${number})`,
      lead: (facts) =>
        `your return is accepted.\n${numberEn(facts)}\nYou can expect: ${facts.back?.money ?? ''}\n\n${howEn(facts)}`,
    },
  },
  received: {
    ja: {
      subject: (number) => `返品の商品が届きました(${number})`,
      lead: (facts) =>
        `お送りいただいた商品が届きました。状態を確認し、返金の手続きをいたします。\n${numberJa(facts)}`,
    },
    en: {
      subject: (number) => `What you returned has arrived (${number})`,
      lead: (facts) =>
        `what you sent back has arrived. We look at it and then give your money back.\n${numberEn(facts)}`,
    },
  },
  refunded: {
    ja: {
      subject: (number) => `返品が完了しました(${number})`,
      lead: (facts) =>
        `返品が完了しました。ご返金額は${facts.back?.money ?? ''}です。お支払い方法に応じてお返しします。ご利用のポイントも元に戻りました。\n${numberJa(facts)}`,
    },
    en: {
      subject: (number) => `Your return is done (${number})`,
      lead: (facts) =>
        `your return is done. ${facts.back?.money ?? ''} goes back the way you paid; points you spent on it are yours again.\n${numberEn(facts)}`,
    },
  },
  refused: {
    ja: {
      subject: (number) => `返品をお受けできませんでした(${number})`,
      lead: (facts) =>
        `申し訳ございません。${whyOf(facts).ja}、返品をお受けできませんでした。ご不明な点は店舗までお問い合わせください。\n${numberJa(facts)}`,
    },
    en: {
      subject: (number) => `We could not take your return (${number})`,
      lead: (facts) =>
        `we are sorry: we could not take it back, because ${whyOf(facts).en}. If you have questions, please ask the shop.\n${numberEn(facts)}`,
    },
  },
  withdrawn: {
    ja: {
      subject: (number) => `返品のお申し込みを取り下げました(${number})`,
      lead: (facts) => `返品のお申し込みを取り下げました。\n${numberJa(facts)}`,
    },
    en: {
      subject: (number) => `You withdrew your return (${number})`,
      lead: (facts) => `your request to return was withdrawn.\n${numberEn(facts)}`,
    },
  },
} satisfies Readonly<Record<string, Both>>;
