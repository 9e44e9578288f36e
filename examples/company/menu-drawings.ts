// What the cafés serve.
import type { Drawing } from './drawings.ts';
import { sumi, tea, wood } from './picture-palette.ts';

const stroke = (path: string, colour: string, width: number) =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const fill = (path: string, colour: string) => `<path d="${path}" fill="${colour}"/>`;
const ellipse = (x: number, y: number, rx: number, ry: number, colour: string) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${colour}"/>`;
const steam = stroke(
  'M176 112c-12-14 10-22 0-38M204 102c-12-14 10-22 0-38M232 112c-12-14 10-22 0-38',
  '#cfc6b3',
  4,
);
const saucer = ellipse(200, 306, 126, 17, wood.shade) + ellipse(200, 301, 126, 15, wood.body);
const plate = ellipse(200, 292, 136, 28, '#e0d8c7') + ellipse(200, 286, 136, 26, '#fbf8f1');

export const menuDrawings: Readonly<Record<string, Drawing>> = {
  hot: () =>
    steam +
    saucer +
    fill('M130 150h140l-12 120c-2 16-12 26-30 26h-56c-18 0-28-10-30-26z', '#35507c') +
    ellipse(200, 150, 70, 17, '#263b5e') +
    ellipse(200, 152, 60, 12, tea),
  latte: () =>
    steam +
    saucer +
    stroke('M268 186c48-8 52 66-10 68', '#e6dfd0', 14) +
    fill('M118 158h156c0 74-22 136-56 138h-44c-34-2-56-64-56-138z', '#fbf8f1') +
    ellipse(196, 158, 78, 20, '#e6dfd0') +
    ellipse(196, 160, 67, 15, '#a9b574') +
    fill('M196 170c-24-6-28-20-12-20 6 0 10 2 12 6 2-4 6-6 12-6 16 0 12 14-12 20z', '#f4f2df'),
  cold: () =>
    stroke('M222 66l-14 84', '#c96a3b', 7) +
    fill('M140 112h120l-12 190c-1 8-6 12-14 12h-68c-8 0-13-4-14-12z', '#dfe8e4') +
    fill('M145 168h110l-9 130c-1 6-4 9-10 9h-72c-6 0-9-3-10-9z', '#b5c07a') +
    '<g fill="#f2f7f0" opacity=".8"><path d="M166 184l26-8 8 26-26 8zM206 192l24 8-8 24-24-8zM172 226l26 4-4 26-26-4z"/></g>',
  meal: () =>
    fill('M60 280h280l14 28H46z', wood.shade) +
    fill('M66 268h268l12 22H54z', wood.body) +
    fill('M84 206h118c0 40-24 66-46 68h-26c-22-2-46-28-46-68z', '#35507c') +
    fill('M84 206c10-34 34-46 59-46s49 12 59 46z', '#fdfbf6') +
    ellipse(143, 206, 59, 10, '#fdfbf6') +
    `<circle cx="143" cy="180" r="9" fill="#c2543a"/>` +
    fill('M222 222h94c0 32-18 52-36 54h-22c-18-2-36-22-36-54z', '#7a3b2c') +
    ellipse(269, 222, 47, 10, '#c99a56') +
    stroke('M96 318h200', sumi, 5),
  dessert: () =>
    plate +
    fill('M118 190h164c0 50-30 88-60 92h-44c-30-4-60-42-60-92z', '#9fbfc4') +
    ellipse(200, 190, 82, 20, '#83a6ac') +
    `<circle cx="168" cy="174" r="27" fill="#fbf8f1"/><circle cx="214" cy="166" r="30" fill="#7f8f5a"/><circle cx="246" cy="184" r="19" fill="#6d3f3a"/>` +
    `<circle cx="196" cy="190" r="14" fill="#c2543a"/>`,
  cake: () =>
    plate +
    fill('M112 214l152-58 36 40v78c-60 14-128 14-188 0z', '#e9d8a8') +
    fill('M112 214l152-58 36 40c-60 26-128 30-188 18z', '#8f9d5d') +
    stroke('M112 244c60 14 128 12 188-6', '#fbf8f1', 12) +
    `<circle cx="248" cy="166" r="13" fill="#c2543a"/>`,
  dango: () =>
    plate +
    stroke('M92 262l216-96M108 292l216-96', wood.body, 6) +
    [0, 1, 2]
      .map((n) => {
        const [x, y] = [142 + n * 52, 240 - n * 23];
        const colour = ['#e3b5b3', '#fbf8f1', '#7f8f5a'][n] ?? '#fbf8f1';
        return `<circle cx="${x}" cy="${y}" r="27" fill="${colour}" stroke="#cfc3ad" stroke-width="3"/><circle cx="${x + 18}" cy="${y + 32}" r="27" fill="${colour}" stroke="#cfc3ad" stroke-width="3"/>`;
      })
      .join(''),
};
