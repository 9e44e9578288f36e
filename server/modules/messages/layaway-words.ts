// What is mailed about a piece that is kept at a shop. Addresses within the house begin with `house:`.
import type { Language } from '#kernel/problem';

type LayawayFacts = {
  readonly name: string;
  readonly number: string;
  readonly item: string;
  readonly place: string;
  readonly until: string;
  readonly link: string;
};
type Words = { readonly subject: string; readonly text: string };

export const layawayTemplates = {
  /** It is kept, and where she can extend it. */
  layaway_kept: (language: Language, facts: LayawayFacts): Words =>
    language === 'ja'
      ? {
          subject: `取り置きを承りました(${facts.number})`,
          text: `${facts.name} 様\n\n${facts.item}を${facts.place}で取り置いています。\n受付番号: ${facts.number}\n期限: ${facts.until}\n\n店頭でこの番号か下のページをお見せください。1回だけ延長できます。\n${facts.link}`,
        }
      : {
          subject: `We are keeping it for you (${facts.number})`,
          text: `Dear ${facts.name},\n\n${facts.item} is kept for you at ${facts.place}.\nNumber: ${facts.number}\nUntil: ${facts.until}\n\nShow the number or this page at the shop. You can extend it once.\n${facts.link}`,
        },
  /** The shop had to close: it is kept longer. */
  layaway_moved: (language: Language, facts: LayawayFacts): Words =>
    language === 'ja'
      ? {
          subject: `臨時休業のため取り置き期限を延ばしました(${facts.until}まで)`,
          text: `${facts.name} 様\n\n申し訳ございません。${facts.place}は臨時休業となりました。\n取り置いている${facts.item}はそのままお預かりし、期限を延ばしました。\n受付番号: ${facts.number}\n新しい期限: ${facts.until}\n\n営業日の確認や取り消しはこちらから:\n${facts.link}`,
        }
      : {
          subject: `The shop had to close: kept for you until ${facts.until}`,
          text: `Dear ${facts.name},\n\nwe are sorry: ${facts.place} had to close for now.\n${facts.item} stays there for you, and we keep it longer.\nNumber: ${facts.number}\nNow until: ${facts.until}\n\nSee when it is open again, or give it up, here:\n${facts.link}`,
        },
  /** It ends tomorrow. */
  layaway_ending: (language: Language, facts: LayawayFacts): Words =>
    language === 'ja'
      ? {
          subject: `取り置きの期限が近づいています(${facts.until}まで)`,
          text: `${facts.name} 様\n\n${facts.place}で取り置いている${facts.item}の期限は${facts.until}です。\n延長や取り消しはこちらから:\n${facts.link}`,
        }
      : {
          subject: `Your hold ends on ${facts.until}`,
          text: `Dear ${facts.name},\n\n${facts.item} is kept for you at ${facts.place} until ${facts.until}.\nExtend it or give it up here:\n${facts.link}`,
        },
} as const;
