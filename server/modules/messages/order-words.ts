// What is mailed about an order: that it came in, that it is ready, that it was handed over or sent, that it was
// cancelled. Addresses within the house begin with `house:`; where the house is reached is known when it is sent.
import type { Language } from '#kernel/problem';
import { type ReturnFacts, returnSaid } from './return-words.ts';

export type OrderFacts = {
  /** Null for who gave no name. */
  readonly name: string | null;
  readonly number: string;
  readonly lines: readonly {
    readonly name: string;
    readonly quantity: string;
    readonly amount: string;
  }[];
  readonly total: string;
  /** Where it is handed over or was sold; null when it is sent home. */
  readonly place: { readonly name: string; readonly address: string | null } | null;
  /** Of what was sent; null before. */
  readonly tracking: {
    readonly carrier: string;
    readonly number: string;
    readonly address: string;
  } | null;
  /** By when it is ready, as text; null when nobody collects it. */
  readonly readyBy: string | null;
  /** For which day it is made, as text; null for what is not made for one. */
  readonly day?: string | null;
  /** Of its status page; null when it has none. */
  readonly link: string | null;
  /** In how many parcels it comes, where it comes in several. */
  readonly parcels?: number;
  /** Of a parcel that has left: what lies in it, and how many are still to come. */
  readonly parcel?: {
    readonly left: number;
    readonly lines: readonly { readonly name: string; readonly quantity: string }[];
  };
  /** Of what she asked to give back; null in every other mail. */
  readonly back?: ReturnFacts | null;
};

type Words = { readonly subject: string; readonly text: string };
type Template = (language: Language, facts: OrderFacts) => Words;

type Said = {
  readonly subject: (number: string) => string;
  readonly lead: (facts: OrderFacts) => string;
  /** What was bought is told when it comes in, not each time again. */
  readonly isWhole?: boolean;
  readonly saysWhen?: boolean;
  readonly saysDay?: boolean;
};

export const orderTemplates = {
  order_placed: template({
    ja: {
      subject: (number) => `ご注文を承りました(${number})`,
      lead: ({ place, parcels }) =>
        place === null
          ? `ご注文ありがとうございます。${parcels === undefined ? '' : `\n商品がそろう場所ごとに分け、${parcels}個口でお届けします。`}\n発送しましたら、あらためてメールでお知らせします。`
          : 'ご注文ありがとうございます。\nお受け取りの準備ができましたら、あらためてメールでお知らせします。',
      isWhole: true,
    },
    en: {
      subject: (number) => `We have your order (${number})`,
      lead: ({ place, parcels }) =>
        place === null
          ? `thank you for your order.${parcels === undefined ? '' : `\nNo one place has all of it, so it comes in ${parcels} parcels.`}\nWe will write again when it is on its way.`
          : 'thank you for your order.\nWe will write again when it is ready for pickup.',
      isWhole: true,
    },
  }),
  order_sold: template({
    ja: {
      subject: (number) => `お買い上げありがとうございます(${number})`,
      lead: () => '本日はお買い上げありがとうございました。',
      isWhole: true,
    },
    en: {
      subject: (number) => `Thank you for your purchase (${number})`,
      lead: () => 'thank you for your purchase.',
      isWhole: true,
    },
  }),
  order_promise_moved: template({
    ja: {
      subject: (number) => `ご用意の時間が変わりました(${number})`,
      lead: () =>
        '申し訳ございません。ご注文のご用意が、お約束した時間に間に合いませんでした。\n新しいご用意の予定をお知らせします。お待ちになれない場合は、店舗までご連絡ください。',
      saysWhen: true,
    },
    en: {
      subject: (number) => `Your order will be ready later (${number})`,
      lead: () =>
        'we are sorry: your order is not ready at the time we promised.\nHere is the new time. If you cannot wait, please contact the shop.',
      saysWhen: true,
    },
  }),
  order_day_moved: template({
    ja: {
      subject: (number) => `日にちを変更しました(${number})`,
      lead: ({ place }) =>
        place === null
          ? 'ご予約の発送日を変更しました。新しい日は次のとおりです。'
          : 'ご予約の受取日を変更しました。新しい日は次のとおりです。',
      saysDay: true,
    },
    en: {
      subject: (number) => `Your order is for another day now (${number})`,
      lead: ({ place }) =>
        place === null
          ? 'the day on which your order is sent was changed. Here is the new one.'
          : 'the day on which you collect your order was changed. Here is the new one.',
      saysDay: true,
    },
  }),
  order_substitute_asked: template({
    ja: {
      subject: (number) => `ご注文の商品についてご確認ください(${number})`,
      lead: () =>
        '申し訳ございません。ご注文の商品の一部が見つかりませんでした。\n下のリンクから、同じお値段での代わりの商品をお選びいただくか、その商品なしでのご用意をお選びください。\nお返事がない場合は、その商品を除いてご用意し、代金をお返しします。',
    },
    en: {
      subject: (number) => `A question about your order (${number})`,
      lead: () =>
        'we are sorry: part of your order could not be found.\nBy the link below you can take something else at the same price, or go without it.\nWithout an answer we leave it out and give its price back.',
    },
  }),
  order_lines_cancelled: template({
    ja: {
      subject: (number) => `ご注文の一部を取り消しました(${number})`,
      lead: () =>
        'ご注文の一部を取り消しました。ご用意するのは下記の商品です。\nお支払い済みの場合は、取り消した分をお支払い方法に応じて返金します。お心当たりのない場合は、店舗までご連絡ください。',
      isWhole: true,
    },
    en: {
      subject: (number) => `Part of your order was cancelled (${number})`,
      lead: () =>
        'part of your order was cancelled; below is what you will get.\nWhat you paid already for the rest is given back the way you paid it. If you did not expect this, please contact the shop.',
      isWhole: true,
    },
  }),
  order_expired: template({
    ja: {
      subject: (number) => `お受け取り期限が過ぎました(${number})`,
      lead: () =>
        'お受け取り期限までにご来店がなかったため、ご注文を終了しました。代金はいただいておりません(お支払い済みの場合は返金します)。またのご利用をお待ちしております。',
    },
    en: {
      subject: (number) => `Your order was not collected (${number})`,
      lead: () =>
        'your order was not collected in time, so we have put it back. You are not charged; what you paid already is given back.',
    },
  }),
  order_ready: template({
    ja: {
      subject: (number) => `お受け取りの準備ができました(${number})`,
      lead: () => 'ご注文の商品のご用意ができました。ご来店をお待ちしております。',
    },
    en: {
      subject: (number) => `Your order is ready for pickup (${number})`,
      lead: () => 'your order is ready. We look forward to seeing you.',
    },
  }),
  order_shipped: template({
    ja: {
      subject: (number) => `商品を発送しました(${number})`,
      lead: () => 'ご注文の商品を発送しました。到着までいましばらくお待ちください。',
    },
    en: {
      subject: (number) => `Your order is on its way (${number})`,
      lead: () => 'your order has left us and is on its way to you.',
    },
  }),
  order_parcel_sent: template({
    ja: {
      subject: (number) => `商品の一部を発送しました(${number})`,
      lead: ({ parcel, parcels }) =>
        [
          parcel?.left === 0
            ? `${parcels ?? 1}個口のご注文の、最後の荷物を発送しました。`
            : `${parcels ?? 1}個口のご注文のうち、1個を発送しました。残り${parcel?.left ?? 0}個は、発送しましたらあらためてお知らせします。`,
          ...(parcel?.lines ?? []).map((line) => `・${line.name} × ${line.quantity}`),
        ].join('\n'),
    },
    en: {
      subject: (number) => `A parcel of your order is on its way (${number})`,
      lead: ({ parcel, parcels }) =>
        [
          parcel?.left === 0
            ? `the last of ${parcels ?? 1} parcels has left us.`
            : `one of ${parcels ?? 1} parcels has left us. We will write again when the other ${parcel?.left ?? 0} are on their way.`,
          ...(parcel?.lines ?? []).map((line) => `- ${line.name} × ${line.quantity}`),
        ].join('\n'),
    },
  }),
  order_handed_over: template({
    ja: {
      subject: (number) => `商品をお渡ししました(${number})`,
      lead: () => 'ご注文の商品をお渡ししました。ありがとうございました。',
    },
    en: {
      subject: (number) => `Your order was handed over (${number})`,
      lead: () => 'your order was handed over. Thank you.',
    },
  }),
  order_return_asked: template(returnSaid.asked),
  order_return_accepted: template(returnSaid.accepted),
  order_return_received: template(returnSaid.received),
  order_return_refunded: template(returnSaid.refunded),
  order_return_refused: template(returnSaid.refused),
  order_return_withdrawn: template(returnSaid.withdrawn),
  order_cancelled: template({
    ja: {
      subject: (number) => `ご注文は取り消されました(${number})`,
      lead: () =>
        'ご注文は取り消されました。お支払い済みの場合は、お支払い方法に応じて返金します。\nお心当たりのない場合は、店舗までご連絡ください。',
    },
    en: {
      subject: (number) => `Your order was cancelled (${number})`,
      lead: () =>
        'your order was cancelled. What you paid already is given back the way you paid it.\nIf you did not expect this, please contact the shop.',
    },
  }),
  /** The shop had to close, and what was ordered cannot wait (a café). */
  order_shop_closed: template({
    ja: {
      subject: (number) => `臨時休業のためご注文を取り消しました(${number})`,
      lead: () =>
        '申し訳ございません。店舗が臨時休業となったため、ご注文を取り消しました。\nお支払い済みの代金は、お支払い方法に応じて全額返金します。お選びいただいた内容はバスケットに残っていますので、別の店舗でご注文いただけます。',
    },
    en: {
      subject: (number) => `The shop had to close, so your order was cancelled (${number})`,
      lead: () =>
        'we are sorry: the shop had to close, so your order was cancelled.\nWhat you paid already is given back in full the way you paid it. What you chose is still in your basket, so you can order it at another shop.',
    },
  }),
} as const;

function template(said: { readonly ja: Said; readonly en: Said }): Template {
  return (language, facts) => {
    const { subject, lead, isWhole = false, saysWhen = isWhole } = said[language];
    const { saysDay = isWhole } = said[language];
    const write = language === 'ja' ? japanese : english;
    const told = {
      ...facts,
      readyBy: saysWhen ? facts.readyBy : null,
      day: saysDay ? (facts.day ?? null) : null,
    };
    return { subject: subject(facts.number), text: write(lead(facts), told, isWhole) };
  };
}

function japanese(lead: string, facts: OrderFacts, isWhole: boolean): string {
  const { name, number, lines, total, place, readyBy, day, tracking, link } = facts;
  return paragraphs([
    name === null ? lead : `${name} 様\n\n${lead}`,
    `ご注文番号: ${number}`,
    readyBy === null ? undefined : `ご用意の予定: ${readyBy} まで`,
    typeof day === 'string' ? `${place === null ? '発送日' : '受取日'}: ${day}` : undefined,
    isWhole
      ? `${lines.map((line) => `・${line.name} × ${line.quantity}  ${line.amount}`).join('\n')}\n合計(税込) ${total}`
      : undefined,
    place === null
      ? undefined
      : `店舗: ${place.name}${place.address === null ? '' : `\n${place.address}`}`,
    tracking === null
      ? undefined
      : `${tracking.carrier} 送り状番号: ${tracking.number}\n${tracking.address}`,
    link === null ? undefined : `ご注文の状況はこちらでご覧いただけます。\n${link}`,
  ]);
}

function english(lead: string, facts: OrderFacts, isWhole: boolean): string {
  const { name, number, lines, total, place, readyBy, day, tracking, link } = facts;
  return paragraphs([
    name === null ? capital(lead) : `Dear ${name},\n\n${lead}`,
    `Order number: ${number}`,
    readyBy === null ? undefined : `Ready by: ${readyBy}`,
    typeof day === 'string' ? `${place === null ? 'Sent on' : 'Collected on'}: ${day}` : undefined,
    isWhole
      ? `${lines.map((line) => `- ${line.name} × ${line.quantity}  ${line.amount}`).join('\n')}\nTotal (tax incl.) ${total}`
      : undefined,
    place === null
      ? undefined
      : `Shop: ${place.name}${place.address === null ? '' : `\n${place.address}`}`,
    tracking === null
      ? undefined
      : `${tracking.carrier}, tracking number ${tracking.number}\n${tracking.address}`,
    link === null ? undefined : `See how far your order is:\n${link}`,
  ]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n\n');
}
