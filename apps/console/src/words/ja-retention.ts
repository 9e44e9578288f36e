// 日本語:個人情報の保存期間。
export const retention = {
  title: '保存期間',
  lead: '最後の動きから、この日数がたった個人情報は、毎晩自動で消去します。注文と台帳は、個人を特定できない形で残ります。',
  ownerOnly: '変更できるのはオーナーだけです。',
  rules: {
    analytics_ids: {
      name: '計測の識別子',
      about: '計測に同意したブラウザとアプリの識別子。',
    },
    guests: { name: 'ゲスト購入のお客様', about: '会員登録をせずに購入された方の連絡先。' },
    members: {
      name: '会員',
      about: 'アカウント、会員カード、店頭で登録された方、LINE でつながった方。',
    },
  } as Record<string, { readonly name: string; readonly about: string }>,
  days: '保存する日数',
  least: (days: string, years: string) => `${days}日(${years})以上。`,
  years: (years: string) => `約${years}年`,
  months: (months: string) => `約${months}か月`,
  daysLong: (days: string) => `${days}日`,
  now: (days: string, about: string) => `いまは ${days}日(${about})`,
  save: '変更する',
  saved: '変更しました。今夜から効きます。',
  shorten: '短くする',
  shortenSure: (name: string, days: string) => `「${name}」の保存期間を${days}日に短くしますか`,
  shortenHint:
    '今夜、この日数を過ぎた個人情報が消去されます。消去は元に戻せません。特定の方だけを消去する場合は、その方のページから申請してください。',
};
