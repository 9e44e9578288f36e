// ご予約の言葉。
export const bookingsJa = {
  title: 'ご予約',
  today: '今日のご予約',
  none: 'この日のご予約はありません',
  noneHint: 'お客様がアプリで予約されると、ここに出ます。',
  before: '前の日',
  after: '次の日',
  noName: 'お名前なし',
  people: (count: string) => `${count}名`,
  states: {
    proposed: '確認待ち',
    booked: 'これから',
    arrived: 'ご来店中',
    fulfilled: '済み',
    cancelled: 'キャンセル',
    noshow: 'ご来店なし',
  } as Record<string, string>,
  acts: { arrive: 'ご来店', fulfil: 'ご案内済み', miss: 'ご来店なし' },
  actOf: (act: string, who: string) => `${who}: ${act}`,
  arrived: (time: string) => `新しいご予約: ${time}`,
};
