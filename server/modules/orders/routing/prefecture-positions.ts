// Where a delivery goes, as far as routing needs it: the seat of its prefecture (都道府県庁). An address is not looked up
// anywhere for this, so nobody outside learns it; within a prefecture places are equally near and go by their own distance
// from its seat.
import type { Position } from '#places';

const seats: Readonly<Record<string, readonly [number, number]>> = {
  北海道: [43.064, 141.347],
  青森県: [40.824, 140.74],
  岩手県: [39.704, 141.153],
  宮城県: [38.269, 140.872],
  秋田県: [39.719, 140.102],
  山形県: [38.24, 140.363],
  福島県: [37.75, 140.468],
  茨城県: [36.342, 140.447],
  栃木県: [36.566, 139.884],
  群馬県: [36.391, 139.061],
  埼玉県: [35.857, 139.649],
  千葉県: [35.605, 140.123],
  東京都: [35.69, 139.692],
  神奈川県: [35.448, 139.643],
  新潟県: [37.902, 139.023],
  富山県: [36.695, 137.211],
  石川県: [36.595, 136.626],
  福井県: [36.065, 136.222],
  山梨県: [35.664, 138.568],
  長野県: [36.651, 138.181],
  岐阜県: [35.391, 136.722],
  静岡県: [34.977, 138.383],
  愛知県: [35.18, 136.907],
  三重県: [34.73, 136.509],
  滋賀県: [35.004, 135.869],
  京都府: [35.021, 135.756],
  大阪府: [34.686, 135.52],
  兵庫県: [34.691, 135.183],
  奈良県: [34.685, 135.833],
  和歌山県: [34.226, 135.168],
  鳥取県: [35.504, 134.238],
  島根県: [35.472, 133.051],
  岡山県: [34.662, 133.935],
  広島県: [34.396, 132.46],
  山口県: [34.186, 131.471],
  徳島県: [34.066, 134.559],
  香川県: [34.34, 134.043],
  愛媛県: [33.842, 132.766],
  高知県: [33.56, 133.531],
  福岡県: [33.606, 130.418],
  佐賀県: [33.249, 130.299],
  長崎県: [32.745, 129.874],
  熊本県: [32.79, 130.742],
  大分県: [33.238, 131.613],
  宮崎県: [31.911, 131.424],
  鹿児島県: [31.56, 130.558],
  沖縄県: [26.212, 127.681],
};

/** The 47 in the order of JIS X 0401. */
export const prefectures: readonly string[] = Object.keys(seats);

type Contact = {
  readonly prefecture?: string | undefined;
  readonly address?: string | undefined;
};

/** The prefecture that is named, or with which the address begins; undefined when neither is. */
export function prefectureOf({ prefecture = '', address = '' }: Contact): string | undefined {
  return prefecture in seats
    ? prefecture
    : prefectures.find((each) => address.trimStart().startsWith(each));
}

/** The seat of her prefecture. */
export function positionOf(contact: Contact): Position | undefined {
  const seat = seats[prefectureOf(contact) ?? ''];
  return seat === undefined ? undefined : { latitude: seat[0], longitude: seat[1] };
}
