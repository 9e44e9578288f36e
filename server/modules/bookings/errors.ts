import { defineRefusals } from '#kernel/errors';

export const bookingsRefusals = defineRefusals('bookings', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such booking, or this link does not belong to it.',
    ja: '指定された予約が見つかりません。リンクをご確認ください。',
  },
  resource_unknown: {
    kind: 'not_found',
    en: 'This cannot be booked; GET /api/bookings/resources lists what can.',
    ja: '予約の対象が見つかりません。',
  },
  code_taken: {
    kind: 'conflict',
    en: 'Something else here already has the code "{code}"; choose a different one.',
    ja: 'コード「{code}」はこの場所で既に使われています。別のコードにしてください。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '指定された場所が見つかりません。',
  },
  not_a_slot: {
    kind: 'conflict',
    en: 'No slot begins then, or it is too soon or too far ahead. Choose one of the free slots.',
    ja: 'その時刻は予約できません。空いている時間からお選びください。',
  },
  full: {
    kind: 'conflict',
    en: 'This time has just been taken. Choose another free slot.',
    ja: 'この時間は埋まりました。ほかの空いている時間をお選びください。',
  },
  too_late: {
    kind: 'conflict',
    en: 'Changes were possible until {deadline}. Please call the shop.',
    ja: '変更・キャンセルの受付は{deadline}までです。店舗へお電話ください。',
  },
  state_wrong: {
    kind: 'conflict',
    en: 'The booking is {state}, so this cannot be done any more.',
    ja: '予約の状態が「{state}」のため、この操作はできません。',
  },
  time_malformed: {
    kind: 'invalid',
    en: '"{text}" is no time this calendar knows; write it like 2026-11-21T09:30:00Z, or 2026-11-21 for a day.',
    ja: '「{text}」は日時として扱えません。2026-11-21T09:30:00Z や 2026-11-21 の形で指定してください。',
  },
  rules_odd: {
    kind: 'invalid',
    en: 'Each rule must end after it begins, and two rules of a weekday must not begin at the same minute.',
    ja: '各枠の終了は開始より後にし、同じ曜日に同じ開始時刻を重ねないでください。',
  },
  contact_needed: {
    kind: 'invalid',
    en: 'Give a name and an e-mail address or a phone number.',
    ja: 'お名前と、メールアドレスまたは電話番号を入力してください。',
  },
});
