// A drawn picture for what has no photograph: one calm shape on washi, chosen by the words of the name and coloured
// by the id, so that an item always looks the same and a page of them looks like one shop.
import { createHash } from 'node:crypto';

export type ToDraw = { readonly id: string; readonly name: string; readonly category: string };

type Colours = { readonly ground: string; readonly main: string; readonly light: string };

// Japanese traditional colours, muted to lie beside washi: 藍 柿 利休 桜鼠 胡桃 青磁 墨 芥子.
const palettes: readonly Colours[] = [
  { ground: '#e6e8ec', main: '#3a4f7a', light: '#8c9cbf' },
  { ground: '#f3e4d8', main: '#b5632f', light: '#dca27c' },
  { ground: '#e7eadb', main: '#6f7a4a', light: '#aab487' },
  { ground: '#f1e4e2', main: '#9c6b68', light: '#cfa7a2' },
  { ground: '#eee5d8', main: '#7d6147', light: '#b79a7c' },
  { ground: '#e1ebe6', main: '#4f7f70', light: '#93b8aa' },
  { ground: '#e9e6df', main: '#4b4842', light: '#98938a' },
  { ground: '#f3ead0', main: '#a07c2c', light: '#d3b468' },
];

type Motif = { readonly words: RegExp; readonly draw: (colours: Colours) => string };

const plate: Motif = {
  words: /皿|プレート|大鉢|小鉢|盆|トレー/,
  draw: ({ main, light }) =>
    `<circle cx="200" cy="200" r="112" fill="${light}"/><circle cx="200" cy="200" r="98" fill="${main}"/><circle cx="200" cy="200" r="66" fill="none" stroke="${light}" stroke-width="3"/>`,
};

const motifs: readonly Motif[] = [
  plate,
  {
    words: /急須|土瓶|やかん|ポット|ケトル|鍋|ドリッパー/,
    draw: ({ main, light }) =>
      `<path d="M110 210q0-66 90-66t90 66q0 74-90 74t-90-74z" fill="${main}"/><path d="M286 196l52-34 10 16-48 56z" fill="${main}"/><path d="M140 146q8-62 60-62t60 62" fill="none" stroke="${light}" stroke-width="12" stroke-linecap="round"/><ellipse cx="200" cy="146" rx="52" ry="12" fill="${light}"/><circle cx="200" cy="128" r="11" fill="${main}"/>`,
  },
  {
    words: /マグ|コーヒーカップ|ティーカップ|ラテ|珈琲|コーヒー|ココア|ブレンド/,
    draw: ({ main, light }) =>
      `<path d="M118 148h144v88q0 48-48 48h-48q-48 0-48-48z" fill="${main}"/><path d="M262 170h18q30 0 30 30t-30 30h-18" fill="none" stroke="${main}" stroke-width="15"/><rect x="118" y="148" width="144" height="20" fill="${light}"/><path d="M166 124q-12-16 0-32t0-32M210 124q-12-16 0-32t0-32" fill="none" stroke="${light}" stroke-width="7" stroke-linecap="round"/>`,
  },
  {
    words: /湯のみ|湯呑|碗|椀|茶碗|カップ|グラス|ぐい呑|猪口|丼|ボウル/,
    draw: ({ main, light }) =>
      `<path d="M102 158h196q0 96-62 120v16h-72v-16q-62-24-62-120z" fill="${main}"/><ellipse cx="200" cy="158" rx="98" ry="20" fill="${light}"/><path d="M120 206q80 26 160 0" fill="none" stroke="${light}" stroke-width="5"/>`,
  },
  {
    words: /箸|スプーン|フォーク|筆|ペン|匙|お玉|へら|ナイフ|包丁/,
    draw: ({ main, light }) =>
      `<g stroke-linecap="round" stroke-width="15"><path d="M128 306L222 92" stroke="${main}"/><path d="M176 312L270 98" stroke="${main}"/><path d="M204 134l18-42M252 140l18-42" stroke="${light}"/></g><rect x="112" y="262" width="110" height="18" rx="9" fill="${light}"/>`,
  },
  {
    words: /手ぬぐい|タオル|布|風呂敷|クロス|ふきん|ブランケット|ストール|マフラー|カバー|毛布/,
    draw: ({ main, light }) =>
      `<path d="M116 112h168v176H116z" fill="${main}"/><g fill="${light}"><circle cx="158" cy="156" r="17"/><circle cx="242" cy="156" r="17"/><circle cx="200" cy="200" r="17"/><circle cx="158" cy="244" r="17"/><circle cx="242" cy="244" r="17"/></g><path d="M116 288h168v10H116z" fill="${light}"/>`,
  },
  {
    words: /シャツ|服|靴下|ソックス|パンツ|ワンピース|カーディガン|エプロン|割烹着|半纏|作務衣/,
    draw: ({ main, light }) =>
      `<path d="M152 104l-62 40 26 46 26-14v128h116V176l26 14 26-46-62-40q-48 34-96 0z" fill="${main}"/><path d="M152 104q48 34 96 0" fill="none" stroke="${light}" stroke-width="8"/>`,
  },
  {
    words: /バッグ|鞄|かばん|トート|袋|巾着|ポーチ|財布|リュック/,
    draw: ({ main, light }) =>
      `<path d="M122 168h156l18 130H104z" fill="${main}"/><path d="M156 168q0-72 44-72t44 72" fill="none" stroke="${light}" stroke-width="11"/><path d="M118 202h164" stroke="${light}" stroke-width="4"/>`,
  },
  {
    words: /かご|籠|バスケット|ざる|せいろ|わっぱ|弁当/,
    draw: ({ main, light }) =>
      `<path d="M100 180h200l-22 110q-78 16-156 0z" fill="${main}"/><g stroke="${light}" stroke-width="4" fill="none"><path d="M108 216h184M116 252h168M150 180l10 112M200 180v118M250 180l-10 112"/></g><path d="M130 180q0-74 70-74t70 74" fill="none" stroke="${main}" stroke-width="10"/>`,
  },
  {
    words: /花|一輪|線香|お香|香り|キャンドル|ろうそく|蝋燭|アロマ/,
    draw: ({ main, light }) =>
      `<path d="M164 204h72q-10 22 10 56 12 40-46 40t-46-40q20-34 10-56z" fill="${main}"/><path d="M200 204q-4-60 26-92" fill="none" stroke="${light}" stroke-width="6"/><g fill="${light}"><circle cx="228" cy="100" r="15"/><circle cx="250" cy="116" r="13"/><circle cx="216" cy="124" r="12"/><path d="M198 168q-34-6-38-34 34 2 38 34z"/></g>`,
  },
  {
    words: /便箋|封筒|帳|ノート|本|はがき|カード|手帳|カレンダー|紙|シール/,
    draw: ({ main, light }) =>
      `<path d="M126 104h132q16 0 16 16v176H142q-16 0-16-16z" fill="${main}"/><path d="M146 104v192" stroke="${light}" stroke-width="5"/><g stroke="${light}" stroke-width="5" stroke-linecap="round"><path d="M176 152h66M176 180h66M176 208h40"/></g>`,
  },
  {
    words:
      /菓子|羊羹|どら|クッキー|ケーキ|餅|大福|プリン|ビスケット|煎餅|せんべい|飴|団子|タルト|サブレ/,
    draw: ({ main, light }) =>
      `<path d="M94 282h212" stroke="${main}" stroke-width="12" stroke-linecap="round"/><path d="M118 270q0-56 46-56t46 56z" fill="${main}"/><path d="M200 270q0-56 44-56t44 56z" fill="${light}"/><path d="M158 206q0-54 44-54t44 54z" fill="${main}"/><path d="M188 170q14 8 28 0" stroke="${light}" stroke-width="5" fill="none"/>`,
  },
  {
    words: /米|ごはん|こしひかり|コシヒカリ|おにぎり|つや姫|ゆめぴりか|あきたこまち|玄米|雑穀/,
    draw: ({ main, light }) =>
      `<path d="M134 150q-18 130 8 152h116q26-22 8-152z" fill="${main}"/><path d="M134 150q-10-26 26-44h80q36 18 26 44z" fill="${light}"/><g fill="${light}"><ellipse cx="182" cy="226" rx="9" ry="17"/><ellipse cx="218" cy="226" rx="9" ry="17"/><ellipse cx="200" cy="262" rx="9" ry="17"/></g>`,
  },
  {
    words:
      /醤油|味噌|酢|油|酒|瓶|ボトル|シロップ|ジュース|サイダー|つゆ|たれ|ドレッシング|ソープ|シャンプー|化粧水/,
    draw: ({ main, light }) =>
      `<path d="M178 92h44v52q38 18 38 62v78q0 20-20 20h-80q-20 0-20-20v-78q0-44 38-62z" fill="${main}"/><rect x="172" y="80" width="56" height="20" rx="6" fill="${light}"/><rect x="158" y="214" width="84" height="52" fill="${light}"/>`,
  },
  {
    words: /茶|抹茶|紅茶|ほうじ|豆|だし|スパイス|粉|昆布|海苔|漬|ジャム|はちみつ/,
    draw: ({ main, light }) =>
      `<path d="M138 122h124v164q0 16-16 16h-92q-16 0-16-16z" fill="${main}"/><path d="M130 100h140v34H130z" fill="${light}"/><circle cx="200" cy="216" r="36" fill="${light}"/><path d="M200 240q-26-24 0-50 26 26 0 50z" fill="${main}"/>`,
  },
  {
    words: /ランプ|照明|灯|ライト|時計|箒|ほうき|ブラシ|たわし/,
    draw: ({ main, light }) =>
      `<path d="M146 100h108l34 104H112z" fill="${light}"/><path d="M194 204h12v84h-12z" fill="${main}"/><rect x="144" y="286" width="112" height="14" rx="7" fill="${main}"/><path d="M166 100l-14 104M200 100v104M234 100l14 104" stroke="${main}" stroke-width="3"/>`,
  },
];

const parcel: Motif['draw'] = ({ main, light }) =>
  `<rect x="112" y="128" width="176" height="168" rx="6" fill="${main}"/><path d="M112 184h176M200 128v168" stroke="${light}" stroke-width="11"/><path d="M200 126q-54-2-44-36 30-12 44 36 14-48 44-36 10 34-44 36z" fill="${light}"/>`;

/** The picture as an SVG document of some 700 bytes. */
export function drawPicture({ id, name, category }: ToDraw): string {
  const hash = createHash('sha256').update(id).digest();
  const colours = palettes[(hash[0] ?? 0) % palettes.length] as Colours;
  const motif =
    motifs.find(({ words }) => words.test(name)) ??
    motifs.find(({ words }) => words.test(category));
  const draw = motif?.draw ?? parcel;
  const tilt = ((hash[1] ?? 0) % 7) - 3;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400"><rect width="400" height="400" fill="${colours.ground}"/><ellipse cx="200" cy="312" rx="116" ry="11" fill="${colours.main}" opacity=".14"/><g transform="rotate(${tilt} 200 200)">${draw(colours)}</g></svg>`;
}
