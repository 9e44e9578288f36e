// What is written in a review, and which of it a person reads before everybody does. Words alone are shown at once;
// photographs, addresses, numbers to call and abuse wait for somebody of the house.
export const fits = ['small', 'fits', 'large'] as const;
export type Fit = (typeof fits)[number];

export const reportReasons = ['not_about_it', 'person', 'abuse', 'advert', 'picture'] as const;
export type ReportReason = (typeof reportReasons)[number];

export type WaitsFor = 'photo' | 'link' | 'contact' | 'word';

export type ReviewWords = {
  /** As she wants to be called on the page; empty: nobody's name. */
  readonly name: string;
  readonly text: string;
};

export const textLengthMin = 10;
export const textLengthMax = 2000;
export const nameLengthMax = 30;

const links =
  /https?:|www\.|\b[a-z0-9-]{2,}\.(?:com|net|org|info|jp|co|io|biz|xyz|shop|site|ru|cn)\b/;
const mail = /[\w.+-]{1,64}@[\w-]{1,64}/;
const digits = /(?:\d[\s().-]{0,2}){9,}/;
/** The coarsest of both languages; whoever reads the reports adds what else comes. */
const abuse =
  /死ね|殺す|殺し|くたばれ|きちがい|キチガイ|在日|\b(?:fuck|shit|bitch|nigger|faggot|whore)/;

/** Why somebody should look first; undefined when it may be shown at once. */
export function whyWait({ name, text }: ReviewWords, photoCount: number): WaitsFor | undefined {
  const plain = `${name}\n${text}`.normalize('NFKC').toLowerCase();
  if (abuse.test(plain)) {
    return 'word';
  }
  if (mail.test(plain) || digits.test(plain)) {
    return 'contact';
  }
  if (links.test(plain)) {
    return 'link';
  }
  return photoCount > 0 ? 'photo' : undefined;
}

/** Line ends and spaces as one writes them; nothing that steers a terminal or turns the direction of writing. */
export function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' || sign === '\u200d' ? sign : ''))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
