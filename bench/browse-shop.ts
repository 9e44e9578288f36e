// A chain to browse: 10,000 products of Japanese crafts, 50 shops over the country and stock of each product in each
// shop, one product in ten with its own price in every shop. Balances go in by SQL: half a million facts by the front
// door would take longer than the bench.
import pg from 'pg';
import { transaction } from '../server/kernel/transaction.ts';
import { importProducts } from '../server/modules/catalog/index.ts';
import { openPlace } from '../server/modules/places/index.ts';
import type { CleanHouse } from './clean-house.ts';

/** Written and read; what a shopper types is made of both. */
const origins = [
  ['有田焼', 'アリタヤキ', 'aritayaki'],
  ['信楽焼', 'シガラキヤキ', 'shigarakiyaki'],
  ['波佐見焼', 'ハサミヤキ', 'hasamiyaki'],
  ['南部鉄器', 'ナンブテッキ', 'nanbutekki'],
  ['会津塗', 'アイヅヌリ', 'aizunuri'],
  ['備前焼', 'ビゼンヤキ', 'bizenyaki'],
  ['九谷焼', 'クタニヤキ', 'kutaniyaki'],
  ['江戸切子', 'エドキリコ', 'edokiriko'],
  ['瀬戸焼', 'セトヤキ', 'setoyaki'],
  ['益子焼', 'マシコヤキ', 'mashikoyaki'],
  ['美濃焼', 'ミノヤキ', 'minoyaki'],
  ['萩焼', 'ハギヤキ', 'hagiyaki'],
  ['輪島塗', 'ワジマヌリ', 'wajimanuri'],
  ['越前焼', 'エチゼンヤキ', 'echizenyaki'],
  ['常滑焼', 'トコナメヤキ', 'tokonameyaki'],
  ['丹波焼', 'タンバヤキ', 'tanbayaki'],
] as const;
const things = [
  ['湯のみ', 'ユノミ', 'yunomi'],
  ['急須', 'キュウス', 'kyusu'],
  ['マグカップ', 'マグカップ', 'magukappu'],
  ['茶碗', 'チャワン', 'chawan'],
  ['大皿', 'オオザラ', 'oozara'],
  ['箸置き', 'ハシオキ', 'hashioki'],
  ['花瓶', 'カビン', 'kabin'],
  ['土鍋', 'ドナベ', 'donabe'],
  ['徳利', 'トックリ', 'tokkuri'],
  ['ぐい呑み', 'グイノミ', 'guinomi'],
  ['醤油差し', 'ショウユサシ', 'shouyusashi'],
  ['行灯', 'アンドン', 'andon'],
  ['香立て', 'コウタテ', 'koutate'],
  ['弁当箱', 'ベントウバコ', 'bentoubako'],
  ['風鈴', 'フウリン', 'fuurin'],
  ['箸箱', 'ハシバコ', 'hashibako'],
  ['重箱', 'ジュウバコ', 'juubako'],
  ['水差し', 'ミズサシ', 'mizusashi'],
  ['鉢', 'ハチ', 'hachi'],
  ['猪口', 'チョコ', 'choko'],
] as const;
const patterns = [
  ['藍', 'アイ', 'ai'],
  ['白磁', 'ハクジ', 'hakuji'],
  ['青海波', 'セイガイハ', 'seigaiha'],
  ['麻の葉', 'アサノハ', 'asanoha'],
  ['市松', 'イチマツ', 'ichimatsu'],
  ['桜', 'サクラ', 'sakura'],
  ['飴釉', 'アメユウ', 'ameyuu'],
  ['唐草', 'カラクサ', 'karakusa'],
  ['千鳥', 'チドリ', 'chidori'],
  ['矢絣', 'ヤガスリ', 'yagasuri'],
] as const;

export type BrowseShop = {
  readonly itemIds: readonly string[];
  readonly placeIds: readonly string[];
  /** What shoppers type: kanji, kana, romaji, with and without a slip. */
  readonly queries: readonly string[];
};

export async function openBrowseShop(
  { house, databaseUrl }: CleanHouse,
  size: { readonly products: number; readonly shops: number },
): Promise<BrowseShop> {
  const placeIds = await transaction(house.db, { timeoutMs: 60_000 }, async (tx) => {
    const ids: string[] = [];
    for (let index = 0; index < size.shops; index += 1) {
      const place = await openPlace(tx, {
        code: `shop-${index}`,
        kind: 'store',
        nameJa: `第${index + 1}店`,
        timeZone: 'Asia/Tokyo',
        currency: 'JPY',
        position: {
          latitude: 31 + ((index * 37) % 130) / 10,
          longitude: 130 + ((index * 53) % 120) / 10,
        },
      });
      ids.push(place.id);
    }
    return ids;
  });
  const itemIds: string[] = [];
  for (let from = 0; from < size.products; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, size.products - from) }, (_, at) =>
      product(from + at),
    );
    const made = await transaction(house.db, { timeoutMs: 60_000 }, (tx) =>
      importProducts(tx, { source: 'bench', currency: 'JPY' }, rows),
    );
    itemIds.push(...made.map((each) => ('itemId' in each ? (each.itemId ?? '') : '')));
  }
  await layStock(databaseUrl);
  return { itemIds, placeIds, queries: queriesOf(2000) };
}

function product(index: number) {
  const [origin, originKana] = origins[index % origins.length] ?? origins[0];
  const [thing, thingKana] = things[Math.floor(index / 16) % things.length] ?? things[0];
  const [pattern, patternKana] = patterns[Math.floor(index / 320) % patterns.length] ?? patterns[0];
  return {
    code: `craft-${index}`,
    name: `${origin} ${thing} ${pattern}`,
    nameKana: `${originKana} ${thingKana} ${patternKana}`,
    description: `${origin}の${thing}。${pattern}の文様を一つずつ手で描いています。電子レンジは使えません。`,
    price: String(800 + (index % 90) * 100),
    taxClass: 'standard' as const,
  };
}

async function layStock(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    INSERT INTO stock.balance (place_id, item_id, on_hand_milli, updated_at)
    SELECT p.id, i.id, (abs(hashtext(p.id::text || i.id::text)) % 20) * 1000, now()
    FROM places.place p CROSS JOIN catalog.item i`);
  await client.query(`
    INSERT INTO catalog.price (id, item_id, place_id, amount_minor, currency, valid_from, created_at)
    SELECT gen_random_uuid(), i.id, p.id, 900 + abs(hashtext(p.code)) % 500, 'JPY', now(), now()
    FROM places.place p CROSS JOIN (SELECT id FROM catalog.item WHERE code LIKE '%7') AS i`);
  await client.query('ANALYZE');
  await client.end();
}

/** One in four with a slip of one letter, in romaji or kana. */
function queriesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const origin = origins[(index * 7) % origins.length] ?? origins[0];
    const thing = things[(index * 3 + Math.floor(index / 16)) % things.length] ?? things[0];
    const pattern = patterns[Math.floor(index / 7) % patterns.length] ?? patterns[0];
    const form = index % 4;
    if (form === 3) {
      const slipped = origin[2].replace(/[aiueo]([a-z]{3})$/, (_found, rest: string) => `y${rest}`);
      return `${slipped} ${thing[2]}`;
    }
    const word = (of: readonly [string, string, string]) => of[form] ?? of[0];
    return index % 3 === 0
      ? `${word(origin)} ${word(thing)} ${word(pattern)}`
      : `${word(origin)} ${word(thing)}`;
  });
}
