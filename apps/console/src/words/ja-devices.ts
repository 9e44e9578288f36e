// 日本語:機器(レジ、タブレット、プリンターなど)の登録と解除。
export const devices = {
  title: '機器',
  lead: 'レジ、タブレット、プリンターなど。登録すると、その場所の機器として働きます。',
  none: '機器はまだありません。',
  noneHint: '下のフォームで追加し、表示されたコードを機器に入力します。',
  noneHere: 'この場所に機器はありません。',
  name: '名前',
  kind: '種類',
  kinds: {
    till: 'レジ',
    tablet: 'タブレット',
    locker: 'ロッカー',
    sensor: 'センサー',
    display: 'ディスプレイ',
    printer: 'プリンター',
  } as Record<string, string>,
  place: '場所',
  allPlaces: 'すべての場所',
  state: '状態',
  states: { waiting: 'コードの入力待ち', enrolled: '登録済み', retired: '解除済み' } as Record<
    string,
    string
  >,
  seen: '最後の通信',
  never: 'まだありません',
  inStep: '設定',
  step: { yes: '反映済み', no: '反映待ち' },
  manage: '操作',
  renew: 'コードを出し直す',
  renewOf: (name: string) => `コードを出し直す: ${name}`,
  renewSure: (name: string) => `「${name}」のコードを出し直しますか`,
  renewHint:
    '初期化した機器や、コードの期限が切れた機器のためのものです。新しいコードで登録すると、いまの登録は使えなくなります。',
  code: (name: string) => `「${name}」のコード。15分以内に、機器に入力してください。`,
  retire: '登録を解除',
  retireOf: (name: string) => `登録を解除: ${name}`,
  retireSure: (name: string) => `「${name}」の登録を解除しますか`,
  retireHint:
    '機器はすぐに使えなくなります。なくした機器も、これで使えなくなります。もう一度使うときは、新しい機器として追加します。',
  retired: (name: string) => `「${name}」の登録を解除しました。`,
  add: '機器を追加',
  addNow: '追加してコードを出す',
};
