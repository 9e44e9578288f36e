// What the catalogue refuses: each sentence says what happened and what to do next.
import { defineRefusals } from '#kernel/errors';

export const catalogRefusals = defineRefusals('catalog', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such item; GET /api/catalog/items lists them.',
    ja: '指定された商品が見つかりません。',
  },
  code_taken: {
    kind: 'conflict',
    en: 'Another item already has the code "{code}"; choose a different one.',
    ja: '商品コード「{code}」は別の商品で使われています。別のコードにしてください。',
  },
  options_taken: {
    kind: 'conflict',
    en: 'The variant "{code}" has these very options; give others.',
    ja: '同じ組み合わせのバリエーション「{code}」があります。別の値にしてください。',
  },
  film_unreadable: {
    kind: 'invalid',
    en: 'This file is no film that browsers play; send MP4 or WebM.',
    ja: '再生できる動画ではありません。MP4 または WebM をお選びください。',
  },
  film_too_large: {
    kind: 'invalid',
    en: 'The film is too large; at most 24 MB.',
    ja: '動画が大きすぎます。24MBまでの動画をお選びください。',
  },
  captions_unreadable: {
    kind: 'invalid',
    en: 'These are no captions; send WebVTT or SRT with at least one line.',
    ja: '字幕として読み取れません。WebVTT または SRT の字幕をお選びください。',
  },
  picture_unreadable: {
    kind: 'invalid',
    en: 'This file is no picture that can be shown; send a JPEG, PNG, WebP, GIF, HEIF or TIFF.',
    ja: '画像として読み込めません。JPEG、PNG、WebP などの画像をお選びください。',
  },
  picture_too_large: {
    kind: 'invalid',
    en: 'The picture is too large; at most 12 MB and 60 million pixels.',
    ja: '画像が大きすぎます。12MB、6,000万画素までの画像をお選びください。',
  },
  pictures_full: {
    kind: 'conflict',
    en: 'The product has {most} pictures; take one away first.',
    ja: '写真は{most}枚までです。先に1枚外してください。',
  },
  picture_unknown: {
    kind: 'not_found',
    en: 'One of the pictures is not there any more; load the page again.',
    ja: '写真が見つかりません。ページを読み込み直してください。',
  },
  barcode_taken: {
    kind: 'conflict',
    en: 'The barcode {barcode} already belongs to another item.',
    ja: 'バーコード {barcode} は別の商品に登録されています。',
  },
  gtin_invalid: {
    kind: 'invalid',
    en: 'The check digit of "{barcode}" does not fit; look for a mistyped digit.',
    ja: '「{barcode}」の検査数字が合いません。打ち間違いがないか確かめてください。',
  },
  brand_unknown: {
    kind: 'not_found',
    en: 'There is no such brand.',
    ja: '指定されたブランドが見つかりません。',
  },
  category_unknown: {
    kind: 'not_found',
    en: 'There is no such category.',
    ja: '指定された分類が見つかりません。',
  },
  price_list_unknown: {
    kind: 'not_found',
    en: 'There is no such price list; GET /api/catalog/price-lists lists them.',
    ja: '価格表が見つかりません。',
  },
  price_list_taken: {
    kind: 'conflict',
    en: 'There is a price list with this code already; choose another.',
    ja: 'このコードの価格表はすでにあります。別のコードにしてください。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place; a price can be for every place or for one of ours.',
    ja: '指定された場所が見つかりません。',
  },
  price_out_of_range: {
    kind: 'invalid',
    en: 'The price {price} cannot be; it must be zero or more, and below 9 trillion.',
    ja: '価格 {price} は登録できません。0以上の金額にしてください。',
  },
  price_ends_early: {
    kind: 'invalid',
    en: 'The price would end before it begins; give an end after {validFrom}.',
    ja: '価格の終了が開始より前です。{validFrom} より後にしてください。',
  },
  price_has_begun: {
    kind: 'conflict',
    en: 'The price of {validFrom} has begun and is not written anew; leave its beginning empty for a price from now on.',
    ja: '{validFrom} からの価格はすでに始まっているため、書き換えられません。今から変えるには、適用開始を空にしてください。',
  },
  moment_impossible: {
    kind: 'invalid',
    en: 'The moment "{moment}" lies outside of 1900 to 2999.',
    ja: '日時「{moment}」は指定できません。',
  },
  weighed_by_piece: {
    kind: 'invalid',
    en: 'What is weighed is sold by g or ml; set "unit".',
    ja: '量り売りの商品は単位を g か ml にしてください。',
  },
  cursor_malformed: {
    kind: 'invalid',
    en: 'The value of "after" is none of ours; take it from "next" of the page before.',
    ja: 'ページの続きの指定が正しくありません。最初からやり直してください。',
  },
});
