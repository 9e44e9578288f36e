// The words of the house's own messages, in both languages. A template is a function of plain facts, so what
// it needs is checked where it is called.
import type { Language } from '#kernel/problem';
import { layawayTemplates } from './layaway-words.ts';
import { orderTemplates } from './order-words.ts';

export type Words = { readonly subject: string; readonly text: string };

export const templates = {
  ...orderTemplates,
  ...layawayTemplates,
  /** A one-time code for signing in. */
  sign_in_code: (
    language: Language,
    facts: { readonly code: string; readonly minutes: number },
  ): Words =>
    language === 'ja'
      ? {
          subject: `認証コード ${facts.code}`,
          text: `認証コードは ${facts.code} です。\n${facts.minutes}分以内に入力してください。\n\nお心当たりのない場合は、このメールを破棄してください。コードを他の人に教えないでください。`,
        }
      : {
          subject: `Your code ${facts.code}`,
          text: `Your code is ${facts.code}.\nEnter it within ${facts.minutes} minutes.\n\nIf you did not ask for it, ignore this mail. Tell the code to nobody.`,
        },
  /** What was booked, when and where. */
  booking_booked: (language: Language, facts: BookingFacts): Words =>
    language === 'ja'
      ? {
          subject: `ご予約を承りました(${facts.at})`,
          text: `${facts.name} 様\n\nご予約を承りました。\n日時: ${facts.at}\n内容: ${facts.what}\n\n変更・キャンセル: ${facts.link}\nカレンダーに追加: ${facts.calendar}`,
        }
      : {
          subject: `Your booking on ${facts.at}`,
          text: `Dear ${facts.name},\n\nyour booking is made.\nWhen: ${facts.at}\nWhat: ${facts.what}\n\nChange or cancel: ${facts.link}\nAdd to your calendar: ${facts.calendar}`,
        },
  /** Tomorrow is the day. */
  booking_reminder: (language: Language, facts: BookingFacts): Words =>
    language === 'ja'
      ? {
          subject: `ご予約日が近づいています(${facts.at})`,
          text: `${facts.name} 様\n\nご予約の確認です。\n日時: ${facts.at}\n内容: ${facts.what}\n\nご来店をお待ちしております。\n変更・キャンセル: ${facts.link}`,
        }
      : {
          subject: `Reminder: your booking on ${facts.at}`,
          text: `Dear ${facts.name},\n\nwe look forward to seeing you.\nWhen: ${facts.at}\nWhat: ${facts.what}\n\nChange or cancel: ${facts.link}`,
        },
} as const;

type BookingFacts = {
  readonly name: string;
  readonly at: string;
  readonly what: string;
  /** Her page. */
  readonly link: string;
  /** The booking as an iCalendar file. */
  readonly calendar: string;
};
