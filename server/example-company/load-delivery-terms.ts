// What the company charges for sending: by the bands in which Japanese carriers count, free from 8,000 yen, islands on top.
import { saveDeliveryTerms } from '#orders';
import { type LoadingHouse, runOnce } from './chunk.ts';

/** Yen, tax included, in the order of JIS X 0401. */
const bands: readonly (readonly [prefectures: number, feeMinor: number])[] = [
  // 北海道, 北東北 (秋田 stands behind 宮城), 南東北
  [1, 1100],
  [2, 880],
  [1, 770],
  [1, 880],
  [2, 770],
  // 関東, 信越, 北陸, 中部, 関西
  [23, 660],
  // 中国, 四国
  [9, 770],
  // 九州, 沖縄
  [7, 880],
  [1, 1650],
];

/** 伊豆諸島, 小笠原, 佐渡, 隠岐, 壱岐, 対馬, 五島, 奄美, 宮古, 八重山. */
const islandCodes =
  '10001 10002 10003 10004 10005 10006 1001 1002 952 685 8115 817 853 894 906 907'.split(' ');

/** Sets them once. */
export async function loadDeliveryTerms(house: LoadingHouse): Promise<void> {
  await runOnce(house, 'delivery terms', async (tx) => {
    await saveDeliveryTerms(tx, {
      version: 0,
      terms: {
        currency: house.config.currency,
        feesMinor: bands.flatMap(([count, feeMinor]) =>
          Array.from({ length: count }, () => feeMinor),
        ),
        freeFromMinor: 8000,
        islandMinor: 700,
        islandCodes,
        isIslandFree: false,
        exemptPlaceIds: [],
      },
    });
    return null;
  });
}
