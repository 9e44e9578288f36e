import { expect, test } from '#testing';

test('input that does not fit is told by field and reason in her language, and never repeated', async ({
  house,
}) => {
  const send = (language: string) =>
    house.request(
      'POST',
      '/api/customers/sign-in/start',
      { email: 'geheim@', language: 'geheim', phon: '0' },
      { 'accept-language': language },
    );
  const english = await send('en');
  expect(english).toMatchObject({ status: 400, body: { code: 'kernel.input_invalid' } });
  expect(english.body.detail).toMatch(
    /^Some of the input does not fit \(.*email: is not written as it should be/,
  );
  const japanese = await send('ja');
  expect(japanese.body.detail).toContain('email: 形式が違います');
  expect(japanese.body.detail).toMatch(/^入力に誤りがあります\(/);
  expect(japanese.body.fields[0].message).not.toMatch(/[a-z]/);
  expect(JSON.stringify([english.body, japanese.body])).not.toContain('geheim');
});

test('a field that is missing is named', async ({ house }) => {
  const { body } = await house.request('POST', '/api/gifts/open', {}, { 'accept-language': 'en' });
  expect(body.detail).toContain('token: is missing');
});
