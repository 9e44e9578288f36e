// Three things that a clerk may show her, and why: a plain function of what she bought, wished for and looked at and of what
// lies in this shop. Another house puts another function of the same facts in its place. Pure: the same facts, the same
// three; no item is proposed without a sentence that says because of what.
import type { CatalogItem } from '#catalog';

export type Taste = {
  /** uuids, the newest first; all three under her consent to personalisation. */
  readonly bought: readonly string[];
  readonly wished: readonly string[];
  readonly lookedAt: readonly string[];
};

export type ProposalFacts = {
  readonly taste: Taste;
  /** Everything that is named anywhere in these facts. */
  readonly items: ReadonlyMap<string, CatalogItem>;
  /** What this shop can hand over now (uuids). */
  readonly here: ReadonlySet<string>;
  /** How many of the newest orders held both. */
  readonly together: readonly {
    readonly itemId: string;
    readonly withItemId: string;
    readonly orders: number;
  }[];
  /** Of the categories she likes, in the order of the catalogue. */
  readonly near: readonly string[];
};

export type Why =
  | { readonly kind: 'wished' }
  | { readonly kind: 'looked_at' }
  | { readonly kind: 'together'; readonly itemId: string; readonly orders: number }
  | { readonly kind: 'goes_with'; readonly itemId: string; readonly orders: number }
  | { readonly kind: 'category'; readonly itemId: string; readonly size: string | null };

export type Proposal = { readonly itemId: string; readonly why: Why };

const proposalsMost = 3;
const worth = {
  wished: 400,
  looked_at: 300,
  goes_with: 260,
  together: 200,
  category: 100,
} as const;
/** Three of a kind are no outfit: each further one of a category has to be worth so much more. */
const sameCategory = 150;
const togetherMost = 50;

/** At most three, the best first; each of another product, none that she has. */
export function proposeItems(facts: ProposalFacts): Proposal[] {
  const { items, here, taste } = facts;
  const productOf = (itemId: string) => items.get(itemId)?.productId;
  const had = new Set(taste.bought.map(productOf));
  const offered = candidatesOf(facts).filter(({ itemId }) => {
    const item = items.get(itemId);
    return (
      item?.isActive === true && item.isStocked && here.has(itemId) && !had.has(item.productId)
    );
  });
  const chosen: Proposal[] = [];
  while (chosen.length < proposalsMost) {
    const [best] = offered
      .filter(({ itemId }) => !chosen.some((each) => productOf(each.itemId) === productOf(itemId)))
      .map((each) => beside(each, chosen, facts))
      .toSorted((a, b) => b.score - a.score || (a.itemId < b.itemId ? -1 : 1));
    if (best === undefined) {
      break;
    }
    chosen.push({ itemId: best.itemId, why: best.why });
  }
  return chosen;
}

type Candidate = Proposal & { readonly score: number };

function candidatesOf({ taste, items, together, near }: ProposalFacts): Candidate[] {
  const own = taste.bought.concat(taste.wished, taste.lookedAt);
  const sizes = usualSizes(taste.bought, items);
  return [
    ...taste.wished.map((itemId, rank) => scored(itemId, { kind: 'wished' }, -rank)),
    ...taste.lookedAt.map((itemId, rank) => scored(itemId, { kind: 'looked_at' }, -rank)),
    ...together.map(({ itemId, withItemId, orders }) =>
      scored(withItemId, { kind: 'together', itemId, orders }, Math.min(orders, togetherMost)),
    ),
    ...near.flatMap((itemId, rank): Candidate[] => {
      const item = items.get(itemId);
      const like = own.find((id) => items.get(id)?.categoryId === item?.categoryId);
      const size = item === undefined ? null : sizeOf(item);
      const isHerSize = size !== null && sizes.has(size);
      // What comes in sizes and not in hers is nothing for her.
      return like === undefined || (size !== null && sizes.size > 0 && !isHerSize)
        ? []
        : [
            scored(
              itemId,
              { kind: 'category', itemId: like, size: isHerSize ? size : null },
              (isHerSize ? 50 : 0) - rank / 1000,
            ),
          ];
    }),
  ];
}

function scored(itemId: string, why: Why, more: number): Candidate {
  return { itemId, why, score: worth[why.kind] + more };
}

/** What is bought together with something that is proposed already goes with it. */
function beside(
  candidate: Candidate,
  chosen: readonly Proposal[],
  { items, together }: ProposalFacts,
): Candidate {
  const categoryOf = (itemId: string) => items.get(itemId)?.categoryId ?? null;
  const category = categoryOf(candidate.itemId);
  const isAlike = category !== null && chosen.some(({ itemId }) => categoryOf(itemId) === category);
  const pair = together.find(
    ({ itemId, withItemId }) =>
      withItemId === candidate.itemId && chosen.some((each) => each.itemId === itemId),
  );
  const { kind } = candidate.why;
  const best =
    pair !== undefined && (kind === 'together' || kind === 'category')
      ? scored(
          candidate.itemId,
          { kind: 'goes_with', itemId: pair.itemId, orders: pair.orders },
          Math.min(pair.orders, togetherMost),
        )
      : candidate;
  return { ...best, score: best.score - (isAlike ? sameCategory : 0) };
}

/** 「サイズ」 or size, as the catalogue has it; null for what comes in one. */
function sizeOf({ optionValues }: CatalogItem): string | null {
  const [, size] =
    Object.entries(optionValues).find(([name]) => /^(size|サイズ|寸法)$/i.test(name)) ?? [];
  return size ?? null;
}

function usualSizes(
  bought: readonly string[],
  items: ReadonlyMap<string, CatalogItem>,
): ReadonlySet<string> {
  const all = bought.flatMap((id) => {
    const item = items.get(id);
    return item === undefined ? [] : (sizeOf(item) ?? []);
  });
  return new Set(all);
}

/** The sentence that the clerk reads, in both languages. */
export function sayWhy(
  why: Why,
  items: ReadonlyMap<string, CatalogItem>,
): { readonly ja: string; readonly en: string } {
  if (why.kind === 'wished') {
    return {
      ja: 'お気に入りに入れていらっしゃるため',
      en: 'Because it is on her wish list',
    };
  }
  if (why.kind === 'looked_at') {
    return {
      ja: 'オンラインでご覧になっていたため',
      en: 'Because she looked at it online',
    };
  }
  const item = items.get(why.itemId);
  const ja = item?.name ?? '';
  const en = item?.nameEn ?? ja;
  if (why.kind === 'category') {
    return why.size === null
      ? { ja: `「${ja}」と同じ種類の品のため`, en: `Because it is of the same kind as “${en}”` }
      : {
          ja: `「${ja}」と同じ種類で、いつものサイズ(${why.size})のため`,
          en: `Because it is of the same kind as “${en}”, in her usual size (${why.size})`,
        };
  }
  return why.kind === 'goes_with'
    ? {
        ja: `ご提案の「${ja}」と一緒に選ばれているため(${why.orders}件)`,
        en: `Because it is bought together with “${en}” above (${why.orders} orders)`,
      }
    : {
        ja: `「${ja}」と一緒に選ばれているため(${why.orders}件)`,
        en: `Because it is bought together with “${en}” (${why.orders} orders)`,
      };
}
