// はじめての方への案内: 画面ごとの短い手順。
export type TourStep = { readonly title: string; readonly text: string };

const orders: readonly TourStep[] = [
  { title: '届いた注文', text: '新しい注文は音とともに上に届きます。番号を押すと中身が開きます。' },
  {
    title: '大きなボタンがひとつ',
    text: '次にすることは、いつも下の大きなボタンです。準備、完成、お渡しの順に進みます。',
  },
  {
    title: 'お渡し',
    text: 'お客様のQRコードを、どの画面でも読み取れます。注文が開いたら、お渡しを押します。',
  },
];
const today: readonly TourStep[] = [
  { title: '今日の仕事', text: '急ぐものから順に並びます。押すと、その仕事の画面に移ります。' },
  {
    title: 'お客様とのお約束',
    text: '今日が期日のご連絡もここに出ます。お名前は、開くまで伏せています。',
  },
];
const customers: readonly TourStep[] = [
  {
    title: '会員証を読み取る',
    text: '会員証を読み取ると、お名前とごあいさつ、前回のご来店が出ます。',
  },
  {
    title: '見るには理由が要ります',
    text: '読み取らずに見るときは、理由を選びます。だれがなぜ見たかは、お客様も読めます。',
  },
  {
    title: 'ご提案とお約束',
    text: '同意をいただいた方には、店内にある三つのご提案と棚が出ます。お約束は期日に届きます。',
  },
];
const stock: readonly TourStep[] = [
  {
    title: '在庫を探す',
    text: '商品名・品番・バーコードで探せます。この店と近くの店の数が出ます。',
  },
  {
    title: '近くの店に聞く',
    text: '「聞く」を押すと、その店のタブレットが鳴ります。答えはここに届きます。',
  },
  { title: 'お取り寄せ', text: 'この店になくても、その場で注文して、ご自宅へ送れます。' },
];
const scan: readonly TourStep[] = [
  {
    title: 'どこでも読み取り',
    text: 'リーダーは、どの画面でもそのまま使えます。カメラもここで使えます。',
  },
  {
    title: '読み取れるもの',
    text: '商品、会員証、注文、取り置き。読み取ったものの画面が開きます。',
  },
];
const till: readonly TourStep[] = [
  { title: 'レジを開ける', text: '釣銭を数えて、ドロアを開けます。通信がなくても販売できます。' },
  {
    title: '商品を入れる',
    text: 'バーコードを読み取るか、名前で探します。行を押すと、数量と値引きを変えられます。',
  },
  {
    title: '会員証',
    text: '会員証を読み取ると、ごあいさつ、ポイント、いちばんお得なクーポンが出ます。',
  },
  {
    title: '締める',
    text: '一日の終わりに現金を数えて締めます。合わないときは、その差を残します。',
  },
];
const kitchen: readonly TourStep[] = [
  {
    title: 'お約束の順',
    text: '伝票は、お約束の時刻の順に並びます。遅れそうなものは色が変わります。',
  },
  { title: 'できあがり', text: '押すと、できあがりになります。押し間違いは「戻す」で戻せます。' },
  {
    title: '止める',
    text: '品切れや混雑のときは、品目や店を止められます。お客様の画面もすぐに変わります。',
  },
];
const pick: readonly TourStep[] = [
  { title: '棚の順に', text: '歩く順に並んでいます。棚の番号と写真で探します。' },
  {
    title: '読み取って確かめる',
    text: 'バーコードを読み取ると、正しい商品かを確かめます。足りないときは「不足」を押します。',
  },
];
const parcels: readonly TourStep[] = [
  {
    title: '用意できた品',
    text: '棚の番号を付けて置きます。お渡しのときは、お客様のコードを読み取ります。',
  },
  { title: '取りに来られなかった品', text: '期限を過ぎたものは、売り場に戻します。' },
];
const bookings: readonly TourStep[] = [
  { title: '今日のご予約', text: '時刻の順に並びます。お客様が来られたら「ご来店」を押します。' },
  {
    title: 'ご案内が終わったら',
    text: '「ご案内済み」を押します。来られなかったときは「ご来店なし」です。',
  },
];

export const tourJa = {
  offer: 'この画面ははじめてですか。短い案内があります。',
  see: '案内を見る',
  later: '見なくてよい',
  again: 'この画面の案内をもう一度',
  step: (at: string, of: string) => `${at} / ${of}`,
  back: '前へ',
  next: '次へ',
  done: 'わかりました',
  close: '案内を閉じる',
  title: 'はじめての案内',
  rooms: { orders, today, customers, stock, scan, till, kitchen, pick, parcels, bookings },
};
