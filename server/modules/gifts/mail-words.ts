// The words of mails about gifts, in both languages. What the giver is told says whom it was for in her own words, and
// nothing of where it goes.
import type { Language } from '#kernel/problem';

type Words = { readonly subject: string; readonly text: string };

export function languageOf(text: string): Language {
  return text === 'en' ? 'en' : 'ja';
}

/** The last day on which it can be taken. */
export function lastDayOf(until: Temporal.Instant, language: Language): string {
  const last = until.subtract({ milliseconds: 1 }).toZonedDateTimeISO('Asia/Tokyo');
  return language === 'ja'
    ? `${last.year}年${last.month}月${last.day}日 ${last.hour}時${String(last.minute).padStart(2, '0')}分`
    : `${last.toPlainDate().toString()} ${last.hour}:${String(last.minute).padStart(2, '0')} (Japan)`;
}

type Received = {
  readonly giverName: string;
  readonly link: string;
  readonly until: Temporal.Instant;
};

export const giftWords = {
  received: (language: Language, { giverName, link, until }: Received): Words =>
    language === 'ja'
      ? {
          subject: `${giverName}様からギフトが届きました`,
          text: `${giverName}様からギフトが届いています。\n\nこちらからお受け取りください(アカウントは必要ありません):\n${link}\n\n受け取り期限: ${lastDayOf(until, language)}\nお届け先が送り主に知らされることはありません。`,
        }
      : {
          subject: `A gift from ${giverName}`,
          text: `There is a gift for you from ${giverName}.\n\nTake it here, without an account:\n${link}\n\nUntil ${lastDayOf(until, language)}. Whoever gave it is never told your address.`,
        },
  reminder: (language: Language, { giverName, link, until }: Received): Words =>
    language === 'ja'
      ? {
          subject: `ギフトの受け取り期限が近づいています`,
          text: `${giverName}様からのギフトをまだお受け取りになっていません。\n${link}\n\n受け取り期限: ${lastDayOf(until, language)}`,
        }
      : {
          subject: 'Your gift is still waiting',
          text: `The gift from ${giverName} has not been taken yet.\n${link}\n\nUntil ${lastDayOf(until, language)}.`,
        },
  untaken: (
    language: Language,
    {
      label,
      link,
      until,
      isRefunded,
    }: { label: string; link: string; until: Temporal.Instant; isRefunded: boolean },
  ): Words =>
    language === 'ja'
      ? {
          subject: 'お送りになったギフトがまだ受け取られていません',
          text: `${label}へのギフトがまだ受け取られていません。\n期限(${lastDayOf(until, language)})までは取り消して返金を受けられます。\n${isRefunded ? '期限までに受け取られなかった場合は、代金をお返しします。' : '期限を過ぎるとギフトは使えなくなり、返金はできません。'}\n${link}`,
        }
      : {
          subject: 'A gift of yours was not taken yet',
          text: `The gift for ${label} was not taken yet.\nUntil ${lastDayOf(until, language)} you can take it back and get your money back.\n${isRefunded ? 'If nobody takes it by then, we give your money back.' : 'After that it is over, and nothing can be given back.'}\n${link}`,
        },
  ended: (
    language: Language,
    { count, refund, link }: { count: number; refund: Refund; link: string },
  ): Words =>
    language === 'ja'
      ? {
          subject: 'ギフトの受け取り期限が過ぎました',
          text: `お送りになったギフト${count > 1 ? `(${count}件)` : ''}は、受け取られないまま期限を過ぎました。\n${endedJa(refund)}\n${link}`,
        }
      : {
          subject: 'The time of your gift is over',
          text: `${count > 1 ? `${count} gifts of yours were` : 'Your gift was'} not taken in time.\n${endedEn(refund)}\n${link}`,
        },
  taken: (language: Language, { label }: { label: string }): Words =>
    language === 'ja'
      ? {
          subject: 'ギフトが受け取られました',
          text: `${label}へのギフトが受け取られました。`,
        }
      : { subject: 'Your gift was taken', text: `The gift for ${label} was taken.` },
} as const;

type Refund = 'due' | 'counter' | 'done' | null;

function endedJa(refund: Refund): string {
  if (refund === null) {
    return '期限後の返金はできません。';
  }
  return refund === 'counter'
    ? '代金をお返しします。お買い上げの店舗にこのメールをお見せください。'
    : 'お支払い方法に応じて、代金をお返しします。';
}

function endedEn(refund: Refund): string {
  if (refund === null) {
    return 'After its time nothing can be given back.';
  }
  return refund === 'counter'
    ? 'We give your money back: please show this mail at the shop where you bought it.'
    : 'We give your money back the way you paid.';
}
