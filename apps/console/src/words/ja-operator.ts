// 日本語:店を動かす人の小さな操作。受け取り時刻の変更、天気、ブランド、帳簿の検算。
export const promise = {
  title: '受け取り時刻を変える',
  readyBy: '新しい受け取り時刻',
  hint: '空欄なら、つぎに空いている時間にします。お客様にお知らせします。',
  move: '変えてお知らせする',
  moved: '受け取り時刻を変えて、お客様にお知らせしました。',
};

export const weather = {
  title: 'いまの天気',
  lead: '雨の日の特典など、天気を条件にした特典に使います。12時間で終わります。',
  label: '天気',
  none: '指定しない',
  weathers: { rain: '雨', snow: '雪', hot: '暑い日', cold: '寒い日' },
  tell: '伝える',
  told: (word: string) => `「${word}」として扱います。`,
  ended: '天気の指定をやめました。',
};

export const brands = {
  title: 'ブランド',
  lead: '商品につけるブランドです。特典の対象を選ぶときにも使います。',
  none: 'ブランドはまだありません。',
  name: '名前',
  nameJa: '名前',
  nameEn: '名前(英語)',
  code: 'コード',
  add: 'ブランドを追加',
  added: (name: string) => `「${name}」を追加しました。`,
};

export const proof = {
  title: '帳簿の検算',
  lead: '在庫とポイントの残高が、これまでの動きの合計と一致するかを、いま確かめます。',
  run: '確かめる',
  running: '確かめています…',
  stock: '在庫',
  ledger: 'ポイント・スタンプ・ギフト',
  agrees: '一致しています',
  differs: (count: string) =>
    `${count}件の不一致があります。お使いの版と合わせて、開発元にお知らせください。`,
  stockCounted: (balances: string, movements: string) => `残高 ${balances}件、動き ${movements}件`,
  ledgerCounted: (postings: string) => `記帳 ${postings}件`,
};
