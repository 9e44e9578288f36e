// What orders refuse, each with what happened and what to do instead.
import { defineRefusals } from '#kernel/errors';
import { preorderSaid } from './preorders/refusals-said.ts';

export const ordersRefusals = defineRefusals('orders', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such order.',
    ja: 'ご注文が見つかりません。',
  },
  tracking_too_many: {
    kind: 'invalid',
    en: 'The file tells of {rows} parcels, at most {most} are read at once. Nothing was changed; split it into several files.',
    ja: 'ファイルに{rows}件の荷物があります。一度に読み込めるのは{most}件までです。変更はありません。ファイルを分けてください。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place of sale; GET /api/places?capability=sells lists them.',
    ja: '販売場所が見つかりません。',
  },
  place_closed: {
    kind: 'conflict',
    en: '{place} is closed and takes no orders; choose another place, the cart stays as it is.',
    ja: '「{place}」は閉店しており、ご注文を承れません。別の店舗をお選びください。カートの中身はそのままです。',
  },
  place_cannot: {
    kind: 'conflict',
    en: '{place} cannot do this ({capability}); choose another place or another way of receiving it.',
    ja: '「{place}」ではこの受け取り方ができません({capability})。別の場所か方法をお選びください。',
  },
  handover_place_needed: {
    kind: 'invalid',
    en: 'Say at which place it will be picked up: handoverPlaceId.',
    ja: '受け取る店舗(handoverPlaceId)を指定してください。',
  },
  lines_needed: {
    kind: 'invalid',
    en: 'Say what is ordered: either lines, or cartToken of a cart.',
    ja: '注文内容を lines か cartToken のどちらか一方で指定してください。',
  },
  contact_needed: {
    kind: 'invalid',
    en: 'A delivery needs a name and an address in contact.',
    ja: '配送にはお名前とご住所(contact)が必要です。',
  },
  prefecture_needed: {
    kind: 'invalid',
    en: 'What the delivery costs depends on where it goes: give postalCode or prefecture in contact.',
    ja: '送料はお届け先によって異なります。郵便番号か都道府県を入力してください。',
  },
  prefectures_needed: {
    kind: 'invalid',
    en: 'Say what each of the 47 prefectures costs, each once; these are missing: {missing}.',
    ja: '47都道府県すべての送料を、1つずつ指定してください。足りないもの:{missing}',
  },
  delivery_terms_changed: {
    kind: 'conflict',
    en: 'Somebody has changed the delivery fees since you opened them. Nothing was saved; load them again, then make your change.',
    ja: '開いている間に、ほかの人が送料を変更しました。保存していません。読み込み直してから、もう一度変更してください。',
  },
  delivery_fee_changed: {
    kind: 'conflict',
    en: 'The delivery fee is {actual} now and not {expected} as shown before. Nothing was ordered; look at the total and order again.',
    ja: '送料が、表示していた {expected} から {actual} に変わりました。ご注文は確定していません。合計をご確認のうえ、もう一度お試しください。',
  },
  customer_unknown: {
    kind: 'not_found',
    en: 'There is no such customer record; scan the card again, or leave recordId out.',
    ja: '会員が見つかりません。会員証をもう一度読み取るか、会員なしで続けてください。',
  },
  item_unknown: {
    kind: 'not_found',
    en: 'The item {item} is not sold any more; take it out of the order.',
    ja: '商品 {item} は現在取り扱いがありません。カートから外してください。',
  },
  quantity_not_whole: {
    kind: 'invalid',
    en: '{item} is sold by the piece; give a whole number of it instead of {quantity}.',
    ja: '「{item}」は1点単位の販売です。{quantity} ではなく整数の数量をご指定ください。',
  },
  item_without_price: {
    kind: 'conflict',
    en: '{item} has no price at this place yet; ask the shop.',
    ja: '「{item}」にはこの場所での価格が設定されていません。店舗にお尋ねください。',
  },
  split_needed: {
    kind: 'conflict',
    en: 'No one place has all of it: it would come in {parcels} parcels, not in {most}. Look at it again and confirm, or order fewer pieces.',
    ja: '1か所ではそろわず、{most} 個口ではなく {parcels} 個口になります。ご確認のうえもう一度お進みいただくか、数量を減らしてください。',
  },
  party_unknown: {
    kind: 'not_found',
    en: 'There is no such company; GET /api/places/parties lists them.',
    ja: '取引先が見つかりません。',
  },
  price_list_unknown: {
    kind: 'not_found',
    en: 'There is no such price list; GET /api/catalog/price-lists lists them.',
    ja: '価格表が見つかりません。',
  },
  account_unknown: {
    kind: 'not_found',
    en: 'This company has no account; the owner opens one at PUT /api/orders/accounts/{party}.',
    ja: 'この取引先の掛売口座はまだありません。',
  },
  account_ended: {
    kind: 'conflict',
    en: 'Nothing is sold on this account any more; ask the house.',
    ja: 'この取引先の掛売は終了しています。お問い合わせください。',
  },
  account_not_yours: {
    kind: 'forbidden',
    en: 'You do not buy for this company; sign in as one of its buyers, or ask the house.',
    ja: 'この取引先の購入者として登録されていません。登録された方がログインするか、お問い合わせください。',
  },
  account_needed: {
    kind: 'invalid',
    en: 'Only companies with an account pay by invoice; name the company (partyId), or pay another way.',
    ja: '請求書払いは掛売口座のある取引先のみご利用いただけます。取引先(partyId)を指定するか、別のお支払い方法をお選びください。',
  },
  account_pays_whole: {
    kind: 'invalid',
    en: 'What is bought on account is paid by invoice alone; leave the other means of payment out.',
    ja: '掛売のご注文は請求書払いのみです。ほかのお支払い方法を外してください。',
  },
  account_owes: {
    kind: 'conflict',
    en: 'Orders on this account are not paid yet, so its currency cannot change.',
    ja: '未払いのご注文があるため、通貨は変更できません。',
  },
  credit_short: {
    kind: 'conflict',
    en: 'This order of {amount} is more than is left of the credit limit; pay open invoices first, or order less.',
    ja: '今回のご注文 {amount} は与信枠の残りを超えています。未払いのご請求をお支払いいただくか、数量を減らしてください。',
  },
  invoice_unknown: {
    kind: 'not_found',
    en: 'There is no such invoice.',
    ja: '請求書が見つかりません。',
  },
  nothing_to_invoice: {
    kind: 'conflict',
    en: 'No order on this account until {day} has gone out and is not on an invoice yet.',
    ja: '{day} までに出荷・お渡し済みで未請求のご注文はありません。',
  },
  period_not_over: {
    kind: 'conflict',
    en: '{day} is not over yet; close a day before today.',
    ja: '{day} はまだ終わっていません。前日までの日付で締めてください。',
  },
  zone_unknown: {
    kind: 'invalid',
    en: '{zone} is no time zone; write it like Asia/Tokyo.',
    ja: '「{zone}」というタイムゾーンはありません。Asia/Tokyo のように指定してください。',
  },
  window_backwards: {
    kind: 'invalid',
    en: 'Orders would end before they begin; look at the moments and days again.',
    ja: '終わりが始まりより前になっています。受付期間と日にちをご確認ください。',
  },
  ...preorderSaid,
  no_pickup_time: {
    kind: 'conflict',
    en: '{place} has no free hour to get it ready within two weeks; choose another shop, or delivery.',
    ja: '「{place}」では2週間以内にご用意できる時間がありません。別の店舗か配送をお選びください。',
  },
  not_awaited: {
    kind: 'conflict',
    en: 'The order is {state}: there is no time of pickup to promise any more.',
    ja: 'ご注文は「{state}」のため、ご用意時刻は変更できません。',
  },
  promise_past: {
    kind: 'invalid',
    en: 'That time has passed; promise a later one, or leave it out for the next free hour.',
    ja: 'その時刻は過ぎています。これからの時刻を指定するか、省略して次の空き時間にしてください。',
  },
  promise_other_day: {
    kind: 'conflict',
    en: 'This order is made for {day}: promise a time of that day, or move the day (POST /api/orders/…/day, its page in the console or on the tablet).',
    ja: 'このご注文は {day} のご予約です。その日の時刻を指定するか、注文のページで受取日を変更してください(POST /api/orders/…/day)。',
  },
  moment_impossible: {
    kind: 'invalid',
    en: '{moment} is no moment; write it like 2026-11-22T15:00:00+09:00.',
    ja: '「{moment}」は日時として読み取れません。2026-11-22T15:00:00+09:00 のように指定してください。',
  },
  pick_taken: {
    kind: 'conflict',
    en: '{clerk} has this line in hand since {minutes} min; take another one, or ask them.',
    ja: 'この商品は {clerk} さんが {minutes} 分前から集めています。別の商品を選ぶか、声をかけてください。',
  },
  pick_wrong_item: {
    kind: 'conflict',
    en: 'That is {scanned}; wanted is {wanted}. Put it back and scan the right one.',
    ja: '読み取ったのは「{scanned}」です。必要なのは「{wanted}」です。戻して、正しい商品を読み取ってください。',
  },
  pick_enough: {
    kind: 'conflict',
    en: 'Of {item} {quantity} are wanted and found already; put this one back.',
    ja: '「{item}」は {quantity} 点そろっています。この1点は棚に戻してください。',
  },
  pick_open: {
    kind: 'conflict',
    en: '{left} of it are not found yet, or she was asked and has not answered; finish these lines first.',
    ja: 'まだ {left} 行がそろっていないか、お客様の返事待ちです。先に済ませてください。',
  },
  pick_over: {
    kind: 'conflict',
    en: 'The order is {state}: there is nothing to pick any more.',
    ja: 'ご注文は「{state}」のため、集める商品はありません。',
  },
  pick_not_short: {
    kind: 'conflict',
    en: 'All of {item} was found; nothing is short.',
    ja: '「{item}」はすべてそろっています。不足はありません。',
  },
  substitute_unfit: {
    kind: 'conflict',
    en: '{item} cannot stand for it: it has another tax rate, or no piece of it is free here. Offer another.',
    ja: '「{item}」は代わりにできません(税率が違うか、この店舗に空き在庫がありません)。別の商品を選んでください。',
  },
  not_asked: {
    kind: 'conflict',
    en: 'Nothing is asked about this line any more; look at the order again.',
    ja: 'この商品についての確認は終わっています。ご注文をもう一度ご覧ください。',
  },
  parcel_wrong: {
    kind: 'conflict',
    en: 'Wrong parcel: this one is {parcel}. Hers is {hers}, on shelf {shelf}.',
    ja: '別のお客様の荷物です。手元は {parcel}、お客様のご注文は {hers}(保管棚 {shelf})です。',
  },
  parcel_elsewhere: {
    kind: 'conflict',
    en: 'Order {order} waits at {place}, not here.',
    ja: 'ご注文 {order} の受け取り店舗は「{place}」です。こちらではありません。',
  },
  parcel_not_ready: {
    kind: 'conflict',
    en: 'Order {order} is {state} and not ready to be handed over yet.',
    ja: 'ご注文 {order} は「{state}」で、まだお渡しの準備ができていません。',
  },
  parcels_open: {
    kind: 'conflict',
    en: 'It comes in {parcels} parcels from several places; {open} of them are not there yet. Each place packs and sends its own.',
    ja: '複数の場所から {parcels} 個口で発送するご注文です。あと {open} 個口が済んでいません。それぞれの場所で梱包・発送してください。',
  },
  partly_sent: {
    kind: 'conflict',
    en: 'A parcel of it has left already; cancel the lines that have not.',
    ja: '一部の荷物は発送済みです。未発送の商品だけを取り消してください。',
  },
  parcel_needed: {
    kind: 'invalid',
    en: 'It comes in {parcels} parcels; say which one: parcel.',
    ja: '{parcels} 個口のご注文です。どの荷物か(parcel)を指定してください。',
  },
  parcel_unknown: {
    kind: 'not_found',
    en: 'The order has no parcel {parcel}; it comes in {parcels}.',
    ja: 'このご注文に {parcel} 個目の荷物はありません(全 {parcels} 個口)。',
  },
  parcel_empty: {
    kind: 'conflict',
    en: 'All of parcel {parcel} was cancelled; put it back on the shelf.',
    ja: '{parcel} 個目の荷物の商品はすべて取り消されています。棚に戻してください。',
  },
  line_left: {
    kind: 'conflict',
    en: 'The parcel with {item} has left already; take it back as a return when all of the order has gone.',
    ja: '「{item}」は発送済みのため取り消せません。ご注文の発送がすべて済んだ後に、返品として承ります。',
  },
  promise_later: {
    kind: 'conflict',
    en: 'Others were quicker: it can be ready by {readyBy} now. Look at it again and confirm.',
    ja: 'ほかのご注文が先に入り、ご用意できるのは {readyBy} までになりました。ご確認のうえもう一度お進みください。',
  },
  price_changed: {
    kind: 'conflict',
    en: 'The price of {item} changed from {expected} to {actual} since it was put into the cart. Look at it again and confirm.',
    ja: '「{item}」の価格がカートに入れた後に {expected} から {actual} に変わりました。ご確認のうえもう一度お進みください。',
  },
  currency_mixed: {
    kind: 'conflict',
    en: 'The items of one order must have one currency.',
    ja: '1つの注文に異なる通貨の商品は入れられません。',
  },
  channel_not_yours: {
    kind: 'forbidden',
    en: 'Only staff and tills sell by {channel}; say web, app or line, or leave the channel out.',
    ja: '販売経路 {channel} を使えるのはスタッフとレジだけです。web・app・line を指定するか、省略してください。',
  },
  till_needed: {
    kind: 'forbidden',
    en: 'What is carried out and paid at the counter is sold by staff or a till; pay by card, or choose pickup.',
    ja: '店頭でお支払い・お持ち帰りの販売は、スタッフまたはレジが行います。カードでのお支払いか、店舗受取をお選びください。',
  },
  payment_needed: {
    kind: 'invalid',
    en: 'Say how it is paid: payment, or payments for several means.',
    ja: 'お支払い方法(payment、複数の場合は payments)を指定してください。',
  },
  payments_differ: {
    kind: 'conflict',
    en: 'The order costs {total}, the payments sum to {paid}. Leave the amount of one payment out, and it pays the rest.',
    ja: '合計は {total} ですが、お支払いの合計は {paid} です。お支払い方法のうち1つの金額を省くと、残額がその方法になります。',
  },
  points_too_many: {
    kind: 'conflict',
    en: 'Points for at most {most} can be used here, in whole points; use fewer.',
    ja: 'ここで使えるポイントは {most} 円分まで(1ポイント単位)です。利用数を減らしてください。',
  },
  points_need_customer: {
    kind: 'conflict',
    en: 'Points are spent by a customer: sign in, or scan the card first.',
    ja: 'ポイントのご利用には会員の確認が必要です。ログインするか、会員証を読み取ってください。',
  },
  tendered_short: {
    kind: 'conflict',
    en: 'The cash handed over is less than the {amount} to be paid in cash; take the rest another way.',
    ja: 'お預かり金額が現金でのお支払い {amount} に足りません。残りを別の方法でお受け取りください。',
  },
  refund_too_large: {
    kind: 'conflict',
    en: 'Of what was paid {left} can still be given back, {wanted} are needed; look at the payments of the order.',
    ja: '返金できる残額は {left} ですが、{wanted} の返金が必要です。注文の支払い状況をご確認ください。',
  },
  line_unknown: {
    kind: 'not_found',
    en: 'The order has no line {line}.',
    ja: 'ご注文に明細 {line} はありません。',
  },
  left_of_line: {
    kind: 'conflict',
    en: 'Of {item} only {left} are left in this order; the rest was cancelled or given back before.',
    ja: '「{item}」でこのご注文に残っているのは {left} です。それ以外はすでに取消・返品済みです。',
  },
  cancel_too_late: {
    kind: 'conflict',
    en: 'The order is {state}: the goods have gone or the order has ended. Take them back as a return instead.',
    ja: 'ご注文は「{state}」のため取り消せません。お渡し後は返品として承ります。',
  },
  return_too_early: {
    kind: 'conflict',
    en: 'The order is {state}: nothing was handed over yet. Cancel it, or single lines of it, instead.',
    ja: 'ご注文は「{state}」で、まだお渡し前です。返品ではなく取消をご利用ください。',
  },
  id_taken: {
    kind: 'conflict',
    en: 'There is an order with this id already; make a new id, or repeat with the same Idempotency-Key.',
    ja: 'このIDの注文はすでにあります。新しいIDを使うか、同じ Idempotency-Key で再送してください。',
  },
  return_of_value: {
    kind: 'conflict',
    en: 'This order sold gift value, which is still out there: take the gift or the card itself back under “Gifts”; the money follows.',
    ja: 'ギフトの価値をお売りしたご注文です。価値が残ったままになるため返品はできません。ギフト(カード)そのものを取り消すと、代金をお戻しします。',
  },
  return_by_lines: {
    kind: 'invalid',
    en: 'Say which lines came back: POST /api/orders/{order}/returns.',
    ja: '返品は明細を指定して受け付けてください(POST /api/orders/{order}/returns)。',
  },
  made_elsewhere: {
    kind: 'conflict',
    en: 'This order was made in {source} and is known here as history. Give it back there; the import then brings it here.',
    ja: 'このご注文は「{source}」で作成された履歴です。取消・返品は元のシステムで行ってください。取込により反映されます。',
  },
  setting_changed: {
    kind: 'conflict',
    en: 'Somebody has changed these settings since you looked. Load the newer ones, then make your change again; nothing was saved.',
    ja: 'ご覧になった後に、ほかの方がこの設定を変更しました。保存していません。新しい内容を読み込んでから、もう一度変更してください。',
  },
  return_of_return: {
    kind: 'conflict',
    en: 'This is a return itself. Choose the order it belongs to.',
    ja: 'これは返品の記録です。元のご注文を選んでください。',
  },
  state_forbids: {
    kind: 'conflict',
    en: 'The order is {state} and cannot become {wanted} any more.',
    ja: 'ご注文は現在「{state}」のため、「{wanted}」にはできません。',
  },
  source_key_taken: {
    kind: 'conflict',
    en: 'The order {number} of this source was imported with other content; orders are never overwritten.',
    ja: 'この連携元の注文 {number} は別の内容で取り込み済みです。注文は上書きされません。',
  },
});
