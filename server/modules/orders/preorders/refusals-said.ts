// What is said where a chosen day cannot be had, or cannot be changed; a part of the refusals of orders.

export const preorderSaid = {
  preorder_unknown: {
    kind: 'not_found',
    en: 'This item is not made for a chosen day; order it without a day, or choose another.',
    ja: 'この商品は日にち指定の予約販売をしていません。日にちを指定せずにご注文いただくか、別の商品をお選びください。',
  },
  preorder_taken: {
    kind: 'conflict',
    en: 'This item is made to order under another offer already; change that one, or end it first.',
    ja: 'この商品にはすでに有効な予約販売があります。そちらを変更するか、先に終了してください。',
  },
  preorder_closed: {
    kind: 'conflict',
    en: 'Orders for a chosen day are not taken here now; GET /api/orders/preorders/days says when and where they are.',
    ja: '現在、こちらでは予約を受け付けていません。受付期間と対象の店舗をご確認ください。',
  },
  day_not_offered: {
    kind: 'conflict',
    en: 'It cannot be had on {day}; GET /api/orders/preorders/days lists the days that are left.',
    ja: '{day} はお受け取りいただけない日です。お選びいただける日の中からご指定ください。',
  },
  day_full: {
    kind: 'conflict',
    en: 'Of what can be made for {day} {left} are left; choose another day or fewer.',
    ja: '{day} にご用意できる残りは {left} です。別の日をお選びいただくか、数量を減らしてください。',
  },
  days_differ: {
    kind: 'invalid',
    en: 'One order is handed over on one day: it names {first} and {other}. Place an order for each.',
    ja: '1つの注文で指定できる日は1日です({first} と {other} が指定されています)。日ごとに分けてご注文ください。',
  },
  no_day: {
    kind: 'conflict',
    en: 'Nothing of this order is made for a chosen day, so there is no day to change.',
    ja: 'このご注文には、日にちを選んでお作りする商品がありません。',
  },
  day_settled: {
    kind: 'conflict',
    en: 'The order is {state}: its day cannot be changed any more; ask the shop.',
    ja: 'ご用意が進んでいるため、日にちを変更できません(現在「{state}」)。店舗までご連絡ください。',
  },
  day_too_late: {
    kind: 'conflict',
    en: 'What is made for {day} could be changed until its last moment to order, which has passed; ask the shop.',
    ja: '{day} のご予約は、変更の締切を過ぎました。店舗までご連絡ください。',
  },
  day_needs_handover: {
    kind: 'invalid',
    en: 'What is carried out at once has no day; choose pickup or delivery for what is made for a day.',
    ja: '日にちを指定した商品は、その場でのお持ち帰りにできません。店舗受取か配送をお選びください。',
  },
} as const;
