// What is said about the reviews of customers.

export const reviews = {
  title: 'レビュー',
  lead: 'お客様が商品について書いたもの。写真や連絡先を含むもの、通報されたものを、ここで確かめます。',
  show: '表示',
  states: { waiting: '確認待ち', shown: '公開中', hidden: '非公開' },
  none: {
    waiting: '確認を待つレビューはありません。',
    shown: '公開中のレビューはありません。',
    hidden: '非公開のレビューはありません。',
  },
  stars: (stars: number) => `5つ星のうち${stars}`,
  somebody: '表示名なし',
  waitsFor: {
    photo: '写真があります',
    link: 'リンクらしい文字があります',
    contact: '連絡先らしい文字があります',
    word: '強い言葉があります',
  },
  reports: (count: number) => `通報${count}件`,
  reasons: {
    not_about_it: '商品と関係がない',
    person: '個人が分かる',
    abuse: '人を傷つける',
    advert: '宣伝や勧誘',
    picture: '写真に問題がある',
  },
  fits: { small: '小さめ', fits: 'ちょうどよい', large: '大きめ' },
  photo: (number: number) => `写真 ${number}`,
  accept: '公開する',
  keep: '問題なし(公開のまま)',
  hide: '非公開にする',
  why: '非公開の理由',
};
