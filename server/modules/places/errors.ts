// What places refuse: each sentence says what happened and what to do next.
import { defineRefusals } from '#kernel/errors';

export const placesRefusals = defineRefusals('places', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '指定された場所が見つかりません。',
  },
  code_taken: {
    kind: 'conflict',
    en: 'The code "{code}" is already in use; choose a different one.',
    ja: 'コード「{code}」は既に使われています。別のコードにしてください。',
  },
  brand_unknown: {
    kind: 'not_found',
    en: 'There is no such brand; GET /api/places/brands lists them.',
    ja: '指定されたブランドが見つかりません。',
  },
  party_unknown: {
    kind: 'not_found',
    en: 'There is no such party; GET /api/places/parties lists them.',
    ja: '指定された取引先が見つかりません。',
  },
  invoice_number_invalid: {
    kind: 'invalid',
    en: '"{invoiceNumber}" is no registration number: T and 13 digits, the first of which checks the others.',
    ja: '「{invoiceNumber}」は登録番号ではありません。Tと13桁の数字を確かめてください。',
  },
  hours_overlap: {
    kind: 'invalid',
    en: 'Two of the opening hours overlap ({on}); one must end before the next begins.',
    ja: '営業時間が重なっています({on})。前の終了より後に始まるようにしてください。',
  },
  hours_reversed: {
    kind: 'invalid',
    en: 'Closing comes before opening ({opensMinute}–{closesMinute}); past midnight counts on, 25:00 is 1500.',
    ja: '閉店が開店より前です({opensMinute}–{closesMinute})。深夜は25:00(1500分)のように続けて数えます。',
  },
  day_impossible: {
    kind: 'invalid',
    en: '"{day}" is no day of the calendar; write it like 2026-01-31.',
    ja: '「{day}」という日付はありません。2026-01-31 のように入力してください。',
  },
  position_impossible: {
    kind: 'invalid',
    en: 'The position {latitude}, {longitude} is not on earth; latitude is within ±90, longitude ±180.',
    ja: '緯度経度 {latitude}, {longitude} が正しくありません。',
  },
  position_half: {
    kind: 'invalid',
    en: 'A position is a latitude and a longitude; give both or neither.',
    ja: '緯度と経度は両方を指定してください。',
  },
  time_zone_unknown: {
    kind: 'invalid',
    en: '"{timeZone}" is no time zone; Asia/Tokyo is one.',
    ja: '「{timeZone}」というタイムゾーンはありません(例: Asia/Tokyo)。',
  },
});
