// What is said about registrations and where they came from.

export const signUps = {
  title: '会員登録',
  toPage: '会員登録の数',
  lead: '今年の会員登録を、去年の同じ期間と比べます。',
  before: (count: string) => `去年の同じ期間 ${count}`,
  bySource: '登録の入口',
  byPlace: '場所',
  byClerk: 'スタッフ',
  thisYear: '今年',
  lastYear: '去年',
  none: 'まだありません。',
  noPlace: '店舗の外',
  sources: {
    web: 'オンラインストア',
    line: 'LINE',
    store: '店頭での登録',
  },
};
