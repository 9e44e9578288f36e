// The words about what she looked at last.
const ja = {
  title: '最近ご覧になった商品',
  empty: 'まだご覧になった商品はありません',
  here: 'ログインして表示の最適化に同意すると、どの端末でも続きから見られます。同意がなければ、この端末だけに記録します。',
  settings: 'プライバシーの設定',
  forget: '履歴を消す',
  look: '商品を見る',
};

const en: typeof ja = {
  title: 'Recently viewed',
  empty: 'You have not looked at anything yet',
  here: 'Sign in and agree to personalisation, and you find this on every device. Without that it stays on this device only.',
  settings: 'Privacy settings',
  forget: 'Clear the history',
  look: 'See products',
};

export function seenWords(language: 'ja' | 'en'): typeof ja {
  return language === 'en' ? en : ja;
}
