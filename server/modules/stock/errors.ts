// What stock refuses: promises it cannot keep and input that says nothing sensible. Facts are not refused.
import { defineRefusals } from '#kernel/errors';

export const stockRefusals = defineRefusals('stock', {
  short: {
    kind: 'conflict',
    en: 'Only {available} of this item can be promised here, {wanted} were asked for; take fewer or choose another place.',
    ja: 'ご希望の数量 {wanted} に対して、この場所でご用意できるのは {available} です。数量を減らすか、別の場所をお選びください。',
  },
  uncertain: {
    kind: 'conflict',
    en: 'The books say there is enough, but it is only {percent}% sure; ask the shop to look, or choose another place.',
    ja: '在庫の確度が{percent}%のため、お約束できません。店舗に確認するか、別の場所をお選びください。',
  },
  quantity_not_positive: {
    kind: 'invalid',
    en: 'A quantity to keep must be more than zero; ask for at least 0.001.',
    ja: '数量は0より大きい値で指定してください。',
  },
  quantity_not_whole: {
    kind: 'invalid',
    en: '{item} is kept by the piece; ask for a whole number of it instead of {quantity}.',
    ja: '「{item}」は1点単位でお取り置きします。{quantity} ではなく整数の数量をご指定ください。',
  },
  quantity_too_large: {
    kind: 'invalid',
    en: 'The quantity is larger than stock can hold (at most 1,000,000,000); split it.',
    ja: '数量が大きすぎます(1,000,000,000まで)。分けて指定してください。',
  },
  quantity_zero: {
    kind: 'invalid',
    en: 'A movement of zero changes nothing; give the quantity that came or went.',
    ja: '増減の数量が0です。増えた数または減った数を入力してください。',
  },
  count_negative: {
    kind: 'invalid',
    en: 'A count cannot be below zero; enter what is on the shelf.',
    ja: '棚卸の数量は0以上で入力してください。',
  },
  in_the_future: {
    kind: 'invalid',
    en: 'The moment lies in the future; check the clock of the device and send it again.',
    ja: '日時が未来になっています。端末の時計を確認して、もう一度送信してください。',
  },
  already_expired: {
    kind: 'invalid',
    en: 'The hold would end before it begins; choose a later time.',
    ja: '取り置きの期限が過去になっています。これからの日時を指定してください。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place, so no stock can be kept there; GET /api/places lists them.',
    ja: '指定された場所が見つからないため、在庫を扱えません。',
  },
  item_unknown: {
    kind: 'not_found',
    en: 'There is no such item; look it up in the catalog first.',
    ja: '指定された商品が見つかりません。商品一覧で確認してください。',
  },
  hold_unknown: {
    kind: 'not_found',
    en: 'There is no such hold that is still active; it may have ended already.',
    ja: '有効な取り置きが見つかりません。すでに終了している可能性があります。',
  },
  hold_extended_too_often: {
    kind: 'limited',
    en: 'This hold was extended {times} times already; release it and make a new one.',
    ja: 'この取り置きはすでに{times}回延長されています。いったん解除して、もう一度取り置きしてください。',
  },
  hold_bound: {
    kind: 'conflict',
    en: 'This hold belongs to a transfer or to a blocked lot; change that instead.',
    ja: 'この取り置きは移動中の在庫または販売停止のロットのものです。移動またはロットの側で変更してください。',
  },
  transfer_unknown: {
    kind: 'not_found',
    en: 'There is no such transfer; look it up in the list of transfers.',
    ja: '指定された移動が見つかりません。一覧で確認してください。',
  },
  transfer_state: {
    kind: 'conflict',
    en: 'This transfer is {state} and cannot be {wanted}; load it again to see where it stands.',
    ja: 'この移動は「{state}」のため、「{wanted}」にできません。最新の状態を確認してください。',
  },
  transfer_line_unknown: {
    kind: 'invalid',
    en: 'One of these items is not part of the transfer; make a transfer of its own for it.',
    ja: 'この移動に含まれていない商品があります。別の移動として登録してください。',
  },
  receipt_empty: {
    kind: 'invalid',
    en: 'Nothing was unpacked; scan at least one item.',
    ja: '入荷した商品がありません。1点以上読み取ってください。',
  },
  receipt_twice: {
    kind: 'conflict',
    en: 'This delivery was received already; if more came, book it as a receipt without a slip.',
    ja: 'この入荷はすでに受け取り済みです。追加で届いた分は、伝票なしの入荷として登録してください。',
  },
  damaged_too_many: {
    kind: 'invalid',
    en: 'More pieces are noted as damaged than came; correct one of the two numbers.',
    ja: '破損の数が届いた数より多くなっています。どちらかを直してください。',
  },
  count_undecided: {
    kind: 'conflict',
    en: 'Several people counted {lines} items; say for each whether their numbers add up or which one holds.',
    ja: '{lines}品目を複数の人が数えています。合算するか、どれを採るかを選んでから確定してください。',
  },
  adjustment_twice: {
    kind: 'conflict',
    en: 'This adjustment was told before with another place, item or quantity; tell it as a new one.',
    ja: 'この在庫調整は、別の店舗・商品・数量ですでに登録されています。新しい調整として登録してください。',
  },
  adjustment_unknown: {
    kind: 'not_found',
    en: 'There is no such adjustment that waits; somebody may have decided already.',
    ja: '承認待ちの在庫調整が見つかりません。すでに処理された可能性があります。',
  },
  manager_needed: {
    kind: 'forbidden',
    en: 'A clerk cannot do this alone; ask the manager of the shop.',
    ja: 'この操作は店長の承認が必要です。店長に依頼してください。',
  },
  same_place: {
    kind: 'invalid',
    en: 'Pieces cannot be moved to the place where they are; choose another place.',
    ja: '移動元と移動先が同じです。別の場所を選んでください。',
  },
  count_unknown: {
    kind: 'not_found',
    en: 'There is no such open count; it may be posted or cancelled already.',
    ja: '進行中の棚卸が見つかりません。すでに確定または中止された可能性があります。',
  },
  lot_unknown: {
    kind: 'not_found',
    en: 'There is no such lot of this item at this place.',
    ja: 'この場所に該当するロットがありません。',
  },
  other_place: {
    kind: 'forbidden',
    en: 'You work for another place; ask somebody there, or the headquarters.',
    ja: '所属する場所以外の在庫は変更できません。その場所の担当者または本部に依頼してください。',
  },
  conflict_unknown: {
    kind: 'not_found',
    en: 'There is no open stock conflict for this item at this place; it may be settled already.',
    ja: 'この場所・商品の未解決の在庫差異はありません。すでに解決済みの可能性があります。',
  },
});
