// 日本語:Webhook ひとつのページ。届いたもの、届かなかったもの、再送、署名の鍵。
export const webhooks = {
  open: '配信を見る',
  lead: 'どの出来事を送り、届いたか。届かないときは、間隔をあけて自動でくり返します。',
  kinds: '出来事の種類',
  madeAt: '追加',
  state: '状態',
  stopped: (reason: string) =>
    `届かない状態が続いたため、止まりました(${reason})。直したら「再開」を押してください。`,
  deliveries: '配信の記録',
  all: 'すべて',
  states: { waiting: '送信待ち', delivered: '届いた', failed: '届かなかった' } as Record<
    string,
    string
  >,
  none: '該当する配信はありません。',
  noneHint: '出来事が起きると、ここに並びます。',
  what: '出来事',
  when: '日時',
  attempts: '試行',
  answer: '応答',
  next: 'つぎの送信',
  again: '再送',
  againOf: (what: string) => `再送: ${what}`,
  againAll: '届かなかったものをすべて再送',
  catchUp: '最後に届いた出来事のあとを、すべて送る',
  catchUpSure: '最後に届いた出来事のあとを、すべて送りますか',
  catchUpHint:
    '止まっていた間の出来事も送ります。もう一度届くものは同じ ID なので、受け取る側で見分けられます。',
  sent: (count: string) => `${count}件を再送します。`,
  edit: '送り先と種類',
  saved: '保存しました。',
  secret: '署名の鍵',
  secretLead:
    '新しい鍵にしても、前の鍵の署名も24時間つけて送ります。その間に受け取る側を切り替えてください。',
  renew: '新しい鍵にする',
  renewSure: '署名の鍵を新しくしますか',
  renewHint: '新しい鍵は一度だけ表示されます。前の鍵は24時間後に使えなくなります。',
  remove: '削除',
  removeLead: '削除すると、配信の記録も消えます。',
  removeSure: (url: string) => `${url} への Webhook を削除しますか`,
  removeHint: '送信待ちのものも送られません。元には戻せません。',
};
