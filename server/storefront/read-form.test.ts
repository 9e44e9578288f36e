import { expect, test } from 'vitest';
import type { CheckoutForm } from './contract-checkout.ts';
import { readForm } from './read-form.ts';

const form: CheckoutForm = {
  way: 'delivery',
  place: '',
  familyName: '髙橋',
  givenName: '花子',
  familyKana: 'ﾀｶﾊｼ',
  givenKana: 'はなこ',
  email: ' hanako＠example.jp',
  phone: '０９０ー１２３４ー５６７８',
  postalCode: '〒６０４−８０８１',
  prefecture: '京都府',
  city: '京都市中京区',
  street: '寺町通三条上ル',
  building: '',
  note: '',
  coupon: '',
  payment: 'card',
  card: 'ok',
};

test('any width, dash and kana is taken; the kanji of a name stay as they were typed', () => {
  const { form: read, errors } = readForm(form, 'ja');
  expect(errors).toEqual({});
  expect(read).toMatchObject({
    familyName: '髙橋',
    familyKana: 'タカハシ',
    givenKana: 'ハナコ',
    email: 'hanako@example.jp',
    phone: '090-1234-5678',
    postalCode: '604-8081',
  });
});

test('what cannot be read comes back as it was typed, with a sentence in her language', () => {
  const typed = { ...form, phone: '12', postalCode: '604', email: 'hanako', prefecture: '' };
  const { form: read, errors } = readForm(typed, 'ja');
  expect(read).toMatchObject({ phone: '12', postalCode: '604', email: 'hanako' });
  expect(Object.keys(errors)).toEqual(['email', 'phone', 'postalCode', 'prefecture']);
  expect(errors.postalCode).toContain('7桁');
  expect(readForm(typed, 'en').errors.postalCode).toContain('seven digits');
});

test('a pickup needs a shop and no address; only a pickup is paid in cash', () => {
  const pickup = { ...form, way: 'pickup', postalCode: '', city: '', street: '', prefecture: '' };
  expect(Object.keys(readForm(pickup, 'ja').errors)).toEqual(['place']);
  expect(Object.keys(readForm({ ...form, payment: 'cash' }, 'ja').errors)).toEqual(['payment']);
});

test('a reading is asked for in Japanese only; what is too long is not cut in silence', () => {
  const foreign = { ...form, familyKana: '', givenKana: '' };
  expect(readForm(foreign, 'en').errors).toEqual({});
  expect(Object.keys(readForm(foreign, 'ja').errors)).toEqual(['familyKana', 'givenKana']);
  expect(readForm({ ...form, note: 'あ'.repeat(501) }, 'ja').errors.note).toContain('500');
});
