// A page as it comes back from the house, before any script: what a browser without them shows.
import { type ComponentType, createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { createRoutesStub } from 'react-router';
import { expect, test } from 'vitest';
import type { BookablePage } from '../../../server/storefront/contract-booking.ts';
import type { PreorderPage } from '../../../server/storefront/contract-preorder.ts';
import type { ReceiptsPage } from '../../../server/storefront/contract-receipts.ts';
import type { ReturnsPage } from '../../../server/storefront/contract-returns.ts';
import type { ReviewFormPage } from '../../../server/storefront/contract-reviews.ts';
import Bookings from './routes/bookings.tsx';
import OldCard from './routes/old-card.tsx';
import Preorder from './routes/preorder.tsx';
import Receipts from './routes/receipts.tsx';
import Returns from './routes/returns.tsx';
import ReviewForm from './routes/review-form.tsx';
import { sendBack } from './typed.tsx';
import { ja } from './words/ja.ts';
import { keepWords } from './words/use-words.ts';

keepWords('ja', ja);

const refused = 'この内容ではお受けできません。';
const picture = { address: '/media/items/x.svg', alt: '' };
const place = {
  id: 'plc_1',
  name: '寺町店',
  distanceM: null,
  isOpen: true,
  opensAt: null,
  closesAt: null,
  changesAt: null,
};

function formOf(values: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    form.set(name, value);
  }
  return form;
}

function show(Page: ComponentType, loaded: object, answered: unknown): string {
  const Stub = createRoutesStub([{ id: 'page', path: '/', Component: Page }]);
  const hydrationData = { loaderData: { page: loaded }, actionData: { page: answered } };
  return renderToString(createElement(Stub, { initialEntries: ['/'], hydrationData }));
}

/** The page after the house refused what was sent. */
function back(Page: ComponentType, loaded: object, sent: FormData, field?: string): string {
  const { data } = sendBack(sent, field === undefined ? { refused } : { refused, field });
  return show(Page, loaded, data);
}

/** The tag of the control that has the focus when the page is there. */
function focusedIn(html: string): string {
  return /<(?:input|select|textarea|div)[^>]*autofocus=""[^>]*>/.exec(html)?.[0] ?? '';
}

const who = { name: '佐藤 次郎', email: 'jiro@example.jp', phone: '090-1111-2222' };

test('a refused booking comes back with the guests, the name and the note, and goes to the times', () => {
  const at = (hour: string, free: number) => ({
    startsAt: `2026-12-01T${hour}:00:00Z`,
    endsAt: `2026-12-01T${hour}:30:00Z`,
    free,
  });
  const page = {
    shops: [],
    chosen: {
      days: [{ day: '2026-12-01', free: 1 }],
      day: '2026-12-01',
      times: [at('02', 0), at('03', 1)],
      timeZone: 'Asia/Tokyo',
      shop: { place, address: null, kinds: ['fitting'] },
      kind: 'fitting',
      what: '試着',
    },
    knows: null,
    formId: 'f',
  } satisfies BookablePage;
  const sent = formOf({
    ...who,
    guests: '3',
    note: '車椅子で伺います',
    startsAt: at('02', 0).startsAt,
  });
  const html = back(Bookings, page, sent, 'startsAt');
  for (const typed of Object.values(who)) {
    expect(html).toContain(`value="${typed}"`);
  }
  expect(html).toMatch(/<option value="3" selected="">/);
  expect(html).toContain('>車椅子で伺います</textarea>');
  expect(html).toContain(`id="startsAt-error"`);
  expect(focusedIn(html)).toContain(`value="${at('03', 1).startsAt}"`);
});

test('a refused order for a day keeps the day and the way to pay, and no card', () => {
  const page = {
    item: { itemId: 'itm_1', name: 'ケーキ', picture, priceMinor: 4200, currency: 'JPY' },
    quantity: 2,
    places: [place],
    placeId: place.id,
    days: (['2026-12-24', '2026-12-25'] as const).map((day) => ({
      day,
      orderUntil: '2026-12-20T03:00:00Z',
      word: 'free' as const,
    })),
    laterFrom: null,
    timeZone: 'Asia/Tokyo',
    opensAt: null,
    canPayByCard: true,
    knows: null,
    formId: 'f',
  } satisfies PreorderPage;
  const sent = formOf({ name: '佐藤', day: '2026-12-25', payment: 'card', card: 'declined' });
  const html = back(Preorder, page, sent, 'name');
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="2026-12-25"/);
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="card"/);
  expect(html).toMatch(/<option value="ok" selected="">/);
  expect(html).toContain('id="name-error"');
  expect(focusedIn(html)).toMatch(/name="name".*value="佐藤"|value="佐藤".*name="name"/);
});

test('a refused return keeps what was chosen, why and how; about no field, the sentence has the focus', () => {
  const line = { name: '湯のみ', picture, left: 2, exclusion: null };
  const page = {
    orderId: 'ord_1',
    number: '1',
    currency: 'JPY',
    terms: {
      isOffered: true,
      days: 14,
      defectDays: 30,
      ways: ['shop', 'parcel'],
      parcelPaidBy: 'customer',
      condition: '',
    },
    reasons: ['changed_mind', 'defect'],
    lastDay: '2026-12-01',
    lastDefectDay: '2026-12-15',
    lines: [
      { ...line, line: 1 },
      { ...line, line: 2 },
    ],
    asked: [],
    shops: [],
    parcelTo: { name: '倉庫', address: null },
  } satisfies ReturnsPage;
  const sent = formOf({
    'quantity-2': '2',
    reason: 'defect',
    note: '口が欠けています',
    way: 'parcel',
  });
  const html = back(Returns, { page, token: 't' }, sent);
  expect(html).toMatch(/name="quantity-2"[^>]*>.*?<option value="2" selected="">/);
  expect(html).toMatch(/<option value="defect" selected="">/);
  expect(html).toContain('>口が欠けています</textarea>');
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="parcel"/);
  expect(focusedIn(html)).toContain('<div');
  expect(html).toContain(refused);
});

test('a refused receipt keeps to whom and what for, and goes to the amount', () => {
  const page = {
    orderId: 'ord_1',
    number: '1',
    totalMinor: 3300,
    currency: 'JPY',
    named: [],
    leftMinor: 3300,
    formId: 'f',
  } satisfies ReceiptsPage;
  const sent = formOf({ to: '縁側商店', honorific: '御中', purpose: '茶器代', amount: '9900' });
  const html = back(Receipts, { page, token: '' }, sent, 'amount');
  expect(html).toContain('value="縁側商店"');
  expect(html).toContain('value="茶器代"');
  expect(html).toMatch(/<option value="御中" selected="">/);
  expect(focusedIn(html)).toContain('value="9900"');
});

test('a refused review keeps stars, fit and words, and asks for the photographs again', () => {
  const page = {
    itemId: 'itm_1',
    name: '上着',
    picture,
    asksFit: true,
    mayWrite: true,
    isSignedIn: true,
    own: null,
  } satisfies ReviewFormPage;
  const sent = formOf({ stars: '4', fit: 'small', text: '軽くて暖かいです。', name: 'はな' });
  sent.append('photos', new File(['x'], 'one.txt'));
  const { data } = sendBack(sent, { refused, field: 'photos' });
  const html = show(ReviewForm, page, { done: null, back: data, hadPhotos: true });
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="4"/);
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="small"/);
  expect(html).toContain('>軽くて暖かいです。</textarea>');
  expect(html).toContain('もう一度お選びください');
  expect(focusedIn(html)).toContain('type="file"');
});

test('a claim of an old card that waits for its code is still there when the page is loaded again', () => {
  const Stub = createRoutesStub([{ id: 'page', path: '/', Component: OldCard }]);
  const hydrationData = { loaderData: { page: { points: 0 } } };
  const at = (address: string) =>
    renderToString(createElement(Stub, { initialEntries: [address], hydrationData }));
  expect(at('/?claim=0199d1a2-1111-7222-8333-444455556666')).toContain('name="code"');
  expect(at('/')).toContain('name="number"');
  expect(at('/?claim=../x')).toContain('name="number"');
});
