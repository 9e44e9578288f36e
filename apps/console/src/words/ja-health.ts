// 薬剤師のページの言葉。

export const health = {
  title: '健康に関する記録',
  lead: '健康に関する情報の利用に同意された方だけが見つかります。見た記録は、ご本人のページに表示されます。',
  search: '電話番号・メール・会員番号・お名前',
  find: 'さがす',
  none: '同意された方の中には見つかりませんでした。同意は、マイページの「わたしの情報」でいただけます。',
  reason: '見る理由',
  open: (name: string) => `${name} 様の記録を開く`,
  noName: 'お名前なし',
  birthDate: '生年月日',
  notes: '記録',
  noNotes: '記録はまだありません。',
  kind: '種類',
  kinds: {
    allergy: 'アレルギー',
    medicine: '服用中の薬',
    condition: '既往・体質',
    advice: 'お伝えしたこと',
  },
  text: '内容',
  notedAt: '日時',
  add: '記録を足す',
  added: '記録しました。',
  remove: '削除',
  close: '閉じる',
};
