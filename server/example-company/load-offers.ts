// What the company offers: promotions in each of their states, the stamp card of its cafés, ranks, and points for a first
// purchase. Stamps that customers hold already are on that card by its code.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { saveCard, saveRule, saveTiers } from '#loyalty';
import { movePromotion, type PromotionTerms, writePromotion } from '#offers';
import { type Company, stampCard } from '../../examples/company/index.ts';
import { type LoadingHouse, runOnce } from './chunk.ts';

type Example = {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly state: 'draft' | 'proposed' | 'active';
  readonly terms: Pick<PromotionTerms, 'conditions' | 'benefits'> & Partial<PromotionTerms>;
};

/** Writes them once; modules that are off are left alone. */
export async function loadOffers(
  house: LoadingHouse,
  company: Company,
  placeIds: readonly string[],
): Promise<void> {
  const cafes = company.shops.flatMap(({ kind }, index) =>
    kind === 'cafe' ? [formatId('place', placeIds[index] ?? '')] : [],
  );
  await runOnce(house, 'offers', async (tx) => {
    if (house.modulesOn.has('offers')) {
      await writeExamples(tx, examplesOf(cafes), house.config.currency);
    }
    if (house.modulesOn.has('loyalty')) {
      await writeLoyalty(tx, cafes);
    }
    return null;
  });
}

function examplesOf(cafes: string[]): Example[] {
  const inCafes = { kind: 'at_places' as const, placeIds: cafes };
  const percent = (bp: number) => ({
    kind: 'off_order' as const,
    calculator: { kind: 'percent' as const, bp },
  });
  return [
    {
      code: 'morning',
      nameJa: '朝の一杯',
      nameEn: 'Morning cup',
      state: 'active',
      terms: {
        conditions: [inCafes, { kind: 'between_hours', from: '00:00', until: '10:00' }],
        benefits: [percent(1000)],
      },
    },
    {
      code: 'rainy-day',
      nameJa: '雨の日のひと休み',
      nameEn: 'A rest from the rain',
      state: 'active',
      terms: {
        conditions: [inCafes, { kind: 'weather_is', weather: ['rain'] }],
        benefits: [percent(500)],
      },
    },
    {
      code: 'free-delivery',
      nameJa: '送料はお店が持ちます',
      nameEn: 'Delivery is on us',
      state: 'active',
      terms: {
        // Everybody else has it from 8,000 yen on, by the house's own terms.
        conditions: [{ kind: 'is_member' }, { kind: 'spend_at_least', amountMinor: 5000 }],
        benefits: [{ kind: 'free_delivery' }],
      },
    },
    {
      code: 'welcome',
      nameJa: 'はじめまして割引',
      nameEn: 'Nice to meet you',
      state: 'proposed',
      terms: {
        conditions: [
          { kind: 'is_member' },
          { kind: 'first_purchase' },
          { kind: 'spend_at_least', amountMinor: 3000 },
        ],
        benefits: [{ kind: 'off_order', calculator: { kind: 'amount', minor: 500 } }],
        usesPerCustomerMax: 1,
        budgetMinor: 300_000,
      },
    },
    {
      code: 'weekend-two',
      nameJa: '週末は二つ目が半額',
      nameEn: 'The second at half price, at weekends',
      state: 'draft',
      terms: {
        conditions: [{ kind: 'on_weekdays', weekdays: [6, 7] }],
        benefits: [
          { kind: 'buy_get', buy: {}, buyPieces: 1, get: {}, getPieces: 1, bp: 5000, timesMax: 1 },
        ],
      },
    },
  ];
}

async function writeExamples(tx: Tx, examples: readonly Example[], currency: string) {
  for (const { code, nameJa, nameEn, state, terms } of examples) {
    const id = await writePromotion(tx, {
      code,
      nameJa,
      nameEn,
      terms: {
        lane: 'default',
        priority: 0,
        stacking: 'stackable',
        needsCoupon: false,
        currency,
        holdoutBp: 1000,
        ...terms,
      },
    });
    if (state !== 'draft') {
      await movePromotion(tx, id, 'propose', { isOwner: true });
    }
    if (state === 'active') {
      await movePromotion(tx, id, 'approve', { isOwner: true });
    }
  }
}

async function writeLoyalty(tx: Tx, cafes: string[]): Promise<void> {
  await saveCard(tx, {
    code: stampCard,
    nameJa: '縁側茶房 スタンプカード',
    nameEn: 'Engawa Sabo stamp card',
    size: 10,
    terms: {
      order: { per: 'order', leastMinor: 300, placeIds: cafes },
      scan: { mostAtOnce: 2, perDayMax: 4 },
    },
    rewards: [
      {
        code: 'drink',
        titleJa: 'お好きな飲みもの',
        titleEn: 'A drink of your choice',
        discountMinor: 600,
      },
      {
        code: 'sweet',
        titleJa: '季節の甘味',
        titleEn: 'A sweet of the season',
        discountMinor: 600,
      },
    ],
    rewardDays: 60,
  });
  await saveRule(tx, {
    code: 'first',
    kind: 'first_visit',
    nameJa: 'はじめてのお買い物',
    nameEn: 'First purchase',
    terms: { points: 100 },
  });
  await saveTiers(tx, {
    periodMonths: 12,
    graceDays: 60,
    tiers: [
      { code: 'ai', nameJa: '藍', nameEn: 'Indigo', thresholdMinor: 30_000 },
      { code: 'kaki', nameJa: '柿', nameEn: 'Persimmon', thresholdMinor: 80_000 },
      { code: 'kin', nameJa: '金', nameEn: 'Gold', thresholdMinor: 200_000 },
    ],
  });
}
