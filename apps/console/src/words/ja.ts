// 日本語, the language the console speaks by default. The type of this table is what every other language must
// fill: a missing or a surplus key does not compile.
import { bookings } from './ja-bookings.ts';
import { catalog } from './ja-catalog.ts';
import { catalogFile } from './ja-catalog-file.ts';
import { codes } from './ja-codes.ts';
import { customers } from './ja-customers.ts';
import { delivery } from './ja-delivery.ts';
import { devices } from './ja-devices.ts';
import { earning } from './ja-earning.ts';
import { feeds, sources } from './ja-feeds.ts';
import { gifts } from './ja-gifts.ts';
import { health } from './ja-health.ts';
import { house } from './ja-house.ts';
import { identity } from './ja-identity.ts';
import { imports } from './ja-imports.ts';
import { holds, lots } from './ja-keeping.ts';
import { kitchen } from './ja-kitchen.ts';
import { loyalty } from './ja-loyalty.ts';
import { matching } from './ja-matching.ts';
import { kinds, moments } from './ja-moments.ts';
import { offers } from './ja-offers.ts';
import { brands, promise, proof, weather } from './ja-operator.ts';
import { orders } from './ja-orders.ts';
import { places } from './ja-places.ts';
import { preorders } from './ja-preorders.ts';
import { priceLists } from './ja-price-lists.ts';
import { report } from './ja-report.ts';
import { retention } from './ja-retention.ts';
import { returns } from './ja-returns.ts';
import { reviews } from './ja-reviews.ts';
import { rights } from './ja-rights.ts';
import { secondFactor } from './ja-second-factor.ts';
import { segments } from './ja-segments.ts';
import { selling } from './ja-selling.ts';
import { shared } from './ja-shared.ts';
import { signUps } from './ja-sign-ups.ts';
import { staff } from './ja-staff.ts';
import { today } from './ja-today.ts';
import { webhooks } from './ja-webhooks.ts';
import { wholesale } from './ja-wholesale.ts';

export const ja = {
  lang: 'ja',
  name: '縁側',
  room: '本部',
  skip: '本文へ',
  switchTo: 'English',
  pages: {
    today: '今日',
    log: 'いま',
    orders: '注文',
    customers: 'お客様',
    catalog: '商品',
    offers: '特典',
    kitchen: 'メニュー',
    loyalty: 'ポイント',
    stock: '在庫',
    places: '場所',
    staff: 'スタッフ',
    imports: '取り込み',
    rights: '個人情報',
    health: '健康の記録',
    shared: '同意された方',
    house: '設定',
    signIn: 'サインイン',
    more: 'その他',
    menu: 'メニュー',
    notFound: 'ページがありません',
  },
  signIn: {
    lead: 'お店の「いま」を、ひとつの縁側から。',
    signOut: 'サインアウト',
    hint: 'ログイン名とパスワードは、起動した画面に表示されています。',
  },
  live: {
    connecting: '接続中…',
    open: '接続中',
    retrying: '再接続中…',
    retryingLong:
      'サーバーにつながりません。自動でつなぎ直しています。いま見えているのは最後に受け取った内容です。',
  },
  log: {
    lead: 'お店で起きたことが、起きたそばから並びます。',
    filter: '種類',
    all: 'すべて',
    pause: '一時停止',
    resume: '再開',
    paused: '一時停止中',
    waiting: (count: number) => `新しい出来事 ${count.toLocaleString('en')}件を表示`,
    perMinute: '直近1分',
    times: (count: number) => `${count.toLocaleString('en')}件`,
    empty: 'まだ何も起きていません',
    emptyHint: '注文や取り込みがあると、ここに現れます。',
    emptyKind: 'この種類の出来事は、最近ありません。',
    details: '詳しく',
    position: '順番',
    late: (when: string) => `${when} の出来事`,
    capped: (count: number) => `新しいものから${count}件まで表示しています。`,
    announced: (count: number, last: string) =>
      count === 1 ? last : `新しい出来事 ${count}件。最新: ${last}`,
  },
  kinds,
  moments,
  today,
  bookings,
  brands,
  catalog,
  catalogFile,
  lots,
  loyalty,
  earning,
  preorders,
  reviews,
  kitchen,
  priceLists,
  promise,
  proof,
  report,
  offers,
  codes,
  orders,
  delivery,
  devices,
  feeds,
  gifts,
  weather,
  webhooks,
  wholesale,
  customers,
  secondFactor,
  health,
  segments,
  selling,
  shared,
  signUps,
  holds,
  identity,
  matching,
  stock: {
    lead: 'どこに、いくつあるか。取り置きも含めて。',
    search: '商品名・コード',
    place: '場所',
    allPlaces: 'すべての場所',
    item: '商品',
    code: 'コード',
    onHand: '実数',
    held: '取り置き',
    available: '販売可能',
    changed: '最終更新',
    empty: '在庫の記録はまだありません',
    emptyHint: 'engawa import stock で取り込めます。',
    none: '条件に合う在庫はありません。',
    everywhere: 'すべての場所での在庫',
    total: '合計',
    out: '在庫なし',
    few: '残りわずか',
    some: '在庫あり',
    short: '不足',
    safety: '安全在庫',
    price: '価格(税込)',
    incoming: '入荷予定',
    nowhere: 'この商品の在庫の記録は、まだどこにもありません。',
  },
  places,
  retention,
  returns,
  rights,
  sources,
  staff,
  imports,
  house,
  common: {
    loading: '読み込んでいます…',
    search: 'さがす',
    clear: '条件を消す',
    older: '次を見る',
    back: '一覧へ',
    none: '—',
    notFoundHint: 'アドレスが変わったか、なくなったようです。',
    home: '「今日」へ',
    close: '閉じる',
    pages: 'ページ',
    newest: '最新へ',
    save: '保存',
    saving: '保存しています…',
    changedBy: (name: string | null) =>
      `${name === null ? 'ほかの方' : `${name}さん`}が内容を変更しました。入力中のものはそのまま残っていますが、このままでは保存できません。新しい内容を読み込むと、入力中のものは消えます。`,
    loadNewer: '新しい内容を読み込む',
    cancel: 'やめる',
    undo: '元に戻す',
    remove: '削除',
    add: '追加',
  },
};

export type Words = typeof ja;
