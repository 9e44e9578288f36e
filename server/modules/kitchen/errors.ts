// What the kitchen refuses, each with what happened and what to do instead. Her basket is kept whenever it is one of these.
import { defineRefusals } from '#kernel/errors';

export const kitchenRefusals = defineRefusals('kitchen', {
  shop_unknown: {
    kind: 'not_found',
    en: 'No orders ahead are taken at this shop; choose one of those that the list shows.',
    ja: 'この店舗ではモバイルオーダーを承っていません。一覧から店舗をお選びください。',
  },
  shop_paused: {
    kind: 'conflict',
    en: '{shop} takes no orders for the moment because the kitchen is busy. Your basket is kept: try again in a few minutes, or choose another shop.',
    ja: '{shop} は混み合っているため、ただいまご注文を止めています。バスケットはそのままです。数分後にもう一度お試しいただくか、別の店舗をお選びください。',
  },
  shop_closed: {
    kind: 'conflict',
    en: '{shop} is closed at that time. Your basket is kept: choose a time when it is open, or another shop.',
    ja: '{shop} はその時間は営業していません。バスケットはそのままです。営業中の時間か、別の店舗をお選びください。',
  },
  group_odd: {
    kind: 'invalid',
    en: 'The choices of {group} do not fit: at least {least} and at most {most} of {count} options, each with a code of its own.',
    ja: '「{group}」の内容が合いません。{count}個のオプションから最少{least}・最多{most}で選べるようにし、コードは別々にしてください。',
  },
  item_unknown: {
    kind: 'not_found',
    en: 'This is not on the menu; choose something that the menu shows.',
    ja: 'この商品はメニューにありません。メニューからお選びください。',
  },
  item_paused: {
    kind: 'conflict',
    en: '{item} has just sold out at {shop}. Your basket is kept: take it out or choose something else, then order again.',
    ja: '「{item}」は {shop} で売り切れました。バスケットはそのままです。その商品を外すか別の商品を選び、もう一度ご注文ください。',
  },
  option_unknown: {
    kind: 'invalid',
    en: '{option} cannot be chosen for {item}; choose one of the options that the menu shows.',
    ja: '「{item}」では選べないオプションです({option})。メニューに表示されたものからお選びください。',
  },
  option_needed: {
    kind: 'invalid',
    en: 'Choose {groupEn} for {item}.',
    ja: '「{item}」の「{group}」をお選びください。',
  },
  options_too_many: {
    kind: 'invalid',
    en: 'Of {groupEn} at most {most} can be chosen for {item}.',
    ja: '「{item}」の「{group}」は {most} つまでお選びいただけます。',
  },
  options_exclude: {
    kind: 'invalid',
    en: '{oneEn} and {otherEn} cannot be had together; choose one of them.',
    ja: '「{one}」と「{other}」は同時にお選びいただけません。どちらか一方をお選びください。',
  },
  option_paused: {
    kind: 'conflict',
    en: '{optionEn} has just run out. Your basket is kept: choose another option, then order again.',
    ja: '「{option}」は品切れになりました。バスケットはそのままです。別のオプションを選び、もう一度ご注文ください。',
  },
  slot_full: {
    kind: 'conflict',
    en: 'The kitchen is full at that time. Your basket is kept: the next time that is free is {next}.',
    ja: 'その時間のキッチンはいっぱいです。バスケットはそのままです。次に空いている時間は {next} です。',
  },
  kitchen_full: {
    kind: 'conflict',
    en: 'The kitchen of {shop} can take no more today. Your basket is kept: choose another shop, or a smaller order.',
    ja: '{shop} のキッチンは本日いっぱいです。バスケットはそのままです。別の店舗か、少ない数量でお試しください。',
  },
  seats_none: {
    kind: 'conflict',
    en: '{shop} has no seats; choose takeout.',
    ja: '{shop} には店内席がありません。お持ち帰りをお選びください。',
  },
  price_changed: {
    kind: 'conflict',
    en: 'The total is now {actual} instead of {seen}. Look at your basket again and confirm.',
    ja: '合計が {seen} 円から {actual} 円に変わりました。バスケットをご確認のうえ、もう一度お進みください。',
  },
  basket_unknown: {
    kind: 'not_found',
    en: 'This basket is not there any more; begin a new one at the café.',
    ja: 'このバスケットは見つかりません。カフェのページから新しくお選びください。',
  },
  basket_empty: {
    kind: 'conflict',
    en: 'The basket is empty; choose something from the menu first.',
    ja: 'バスケットが空です。メニューからお選びください。',
  },
  basket_full: {
    kind: 'conflict',
    en: 'A basket holds at most {most} pieces; order the rest in another one.',
    ja: '1つのバスケットは {most} 点までです。残りは別のバスケットでご注文ください。',
  },
  basket_ordered: {
    kind: 'conflict',
    en: 'This basket was ordered already; begin a new one.',
    ja: 'このバスケットはすでに注文済みです。新しくお選びください。',
  },
  seat_unknown: {
    kind: 'forbidden',
    en: 'Only whoever put this in, or whoever began the basket, can change it.',
    ja: '変更できるのは、入れたご本人かバスケットを作った方だけです。',
  },
  ticket_unknown: {
    kind: 'not_found',
    en: 'The kitchen has no such order.',
    ja: 'このご注文はキッチンにありません。',
  },
  not_hers: {
    kind: 'not_found',
    en: 'This code belongs to no order of this shop. Ask her to open the page of her order and to show the code there; give nothing out.',
    ja: 'このコードに該当する注文は当店にありません。お渡しせず、お客様の注文ページのコードをもう一度ご確認ください。',
  },
  other_shop: {
    kind: 'conflict',
    en: 'This order is made at {shop}, not here. Give nothing out; show her the way.',
    ja: 'この注文は {shop} で承っています。こちらではお渡しできません。店舗をご案内ください。',
  },
  not_ready: {
    kind: 'conflict',
    en: 'No. {number} is not ready yet: {left} of it are still to be made.',
    ja: '{number} 番はまだ準備中です(残り {left} 点)。',
  },
  handed_over: {
    kind: 'conflict',
    en: 'No. {number} was handed over at {at} already. Give nothing out a second time.',
    ja: '{number} 番は {at} にお渡し済みです。二重にお渡ししないでください。',
  },
  ended: {
    kind: 'conflict',
    en: 'No. {number} was cancelled; give nothing out.',
    ja: '{number} 番は取り消されています。お渡ししないでください。',
  },
  not_paid: {
    kind: 'conflict',
    en: 'No. {number} is not paid yet; it waits until the payment is there.',
    ja: '{number} 番はお支払いの確認待ちです。確認できるまでお待ちください。',
  },
  allergen_unknown: {
    kind: 'invalid',
    en: '"{code}" is no allergen of the list; use the codes of the eight by law and the twenty recommended.',
    ja: '「{code}」は表示対象のアレルゲンではありません。特定原材料8品目・推奨20品目のコードを使ってください。',
  },
  group_unknown: {
    kind: 'not_found',
    en: 'There is no option group "{code}"; make it first.',
    ja: 'オプショングループ「{code}」がありません。先に作成してください。',
  },
  shop_needs_cooking: {
    kind: 'conflict',
    en: '{shop} cannot take orders ahead: give the place the capability to cook and to hand over first.',
    ja: '{shop} では調理・受け渡しが設定されていません。先に店舗の機能を設定してください。',
  },
});
