// What the page on external transmission says (電気通信事業法 第27条の12).

export const jaOutside = {
  title: '外部送信について',
  lead: 'このお店のページが、あなたの端末から当店以外へ情報を送るときの、送信先と内容です。',
  none: 'ページを表示しただけでは、当店以外へ何も送りません。',
  noneMore: '書体、画像、計測を含め、すべてを当店のサーバーから表示しています。',
  host: '送信先',
  sent: '送る情報',
  purpose: '目的',
  when: '送るとき',
  onLoad: 'ページを表示したとき',
  onPress: 'ボタンを押したときだけ',
  uses: {
    pictures: {
      sent: '画像の表示に必要な通信の情報(IPアドレス、ブラウザの種類)',
      purpose: '商品の写真の表示',
    },
    line: {
      sent: 'ログインの依頼(当店の番号と、一度だけの合言葉)',
      purpose: 'LINEでのログイン',
    },
    googleWallet: { sent: '会員証の内容(会員番号)', purpose: 'Google ウォレットへの会員証の追加' },
  },
  held: 'この一覧は、ページが実際に読み込むものから作られています。一覧にない相手への送信は、ブラウザが止めます。',
};
