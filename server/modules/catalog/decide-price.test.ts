import { expect, test } from 'vitest';
import { type AskedPrice, decidePrice, type HeldPrice } from './decide-price.ts';

const at = (text: string) => Temporal.Instant.from(text);
const now = at('2026-11-22T03:00:00Z');

function held(amount: number, from: string, more: Partial<HeldPrice> = {}): HeldPrice {
  return {
    place_id: null,
    amount_minor: amount,
    compare_at_minor: null,
    currency: 'JPY',
    valid_from: at(from),
    valid_until: null,
    ...more,
  };
}

function asked(amountMinor: number, more: Partial<AskedPrice> = {}): AskedPrice {
  return {
    placeId: null,
    amountMinor,
    compareAtMinor: undefined,
    currency: 'JPY',
    validFrom: undefined,
    validUntil: undefined,
    ...more,
  };
}

// Newest first: a price to come, a sale that holds now, what it costs besides, and a shop's own.
const until = at('2026-12-01T00:00:00Z');
const prices = [
  held(1500, '2026-12-24T00:00:00.4Z'),
  held(980, '2026-11-20T00:00:00Z', { valid_until: until }),
  held(1250, '2026-01-01T00:00:00.8Z', { valid_until: until }),
  held(1200, '2026-01-01T00:00:00.123456Z'),
  held(1300, '2026-01-01T00:00:00Z', { place_id: 'ginza' }),
];

test.each([
  ['the price that holds now', asked(980)],
  ['the sale with its end', asked(980, { validUntil: until })],
  ['what lies under the sale', asked(1200, { validFrom: at('2026-01-01T00:00:00Z') })],
  ['the price to come, by the second', asked(1500, { validFrom: at('2026-12-24T00:00:00Z') })],
  ["a shop's own price", asked(1300, { placeId: 'ginza', validUntil: null })],
])('%s, said again, changes nothing', (_name, again) => {
  expect(decidePrice(prices, again, now)).toEqual({ kind: 'same' });
});

test('another amount, another end, another place or another currency is a new price', () => {
  const fresh = (price: AskedPrice) => decidePrice(prices, price, now);
  expect(fresh(asked(990))).toMatchObject({ kind: 'new', before: prices[1] });
  expect(fresh(asked(980, { validUntil: null }))).toMatchObject({
    kind: 'new',
    price: { valid_from: now, valid_until: null },
  });
  expect(fresh(asked(980, { placeId: 'kyoto' }))).toMatchObject({ kind: 'new', before: undefined });
  expect(fresh(asked(980, { currency: 'USD' }))).toMatchObject({ kind: 'new', before: undefined });
});

test('what has begun is not written anew, and nothing ends before it begins', () => {
  const refused = (price: AskedPrice) => decidePrice(prices, price, now);
  expect(refused(asked(1100, { validFrom: at('2026-01-01T00:00:00Z') }))).toMatchObject({
    refusal: { code: 'catalog.price_has_begun' },
  });
  expect(refused(asked(1100, { validUntil: at('2026-11-01T00:00:00Z') }))).toMatchObject({
    refusal: { code: 'catalog.price_ends_early' },
  });
});
