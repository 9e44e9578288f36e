// What each kind of thing looks like, on a square of 400: one flat shape, one shaded side, its pattern inside.
import { paper, sumi, type Tone, tea, wood } from './picture-palette.ts';

/** How a shape of the thing itself is put down: body colour, and the pattern over it where there is one. */
export type Pen = {
  readonly tone: Tone;
  /** A patterned shape: a path's `d`. */
  readonly skin: (path: string) => string;
};

export type Drawing = (pen: Pen) => string;

const fill = (path: string, colour: string, more = '') =>
  `<path d="${path}" fill="${colour}"${more}/>`;
const stroke = (path: string, colour: string, width: number) =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const ellipse = (x: number, y: number, rx: number, ry: number, colour: string) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${colour}"/>`;
const label = (x: number, y: number, width: number, height: number, tone: Tone) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${paper}"/>` +
  stroke(`M${x + width / 2} ${y + height * 0.2}v${height * 0.6}`, tone.shade, 5);

export const drawings: Readonly<Record<string, Drawing>> = {
  cup: ({ tone, skin }) =>
    skin('M138 150h124l-10 126c-1 14-10 22-24 22h-56c-14 0-23-8-24-22z') +
    fill('M162 298h76l-4 12h-68z', tone.shade) +
    ellipse(200, 150, 62, 15, tone.shade) +
    ellipse(200, 152, 53, 10, tea),
  bowl: ({ tone, skin }) =>
    skin('M96 176h208c0 66-40 108-82 116h-44c-42-8-82-50-82-116z') +
    fill('M168 292h64l6 20h-76z', tone.shade) +
    ellipse(200, 176, 104, 22, tone.shade) +
    ellipse(200, 179, 92, 16, tone.body),
  plate: ({ tone, skin }) =>
    `<circle cx="200" cy="206" r="118" fill="${tone.shade}"/>` +
    skin('M200 92a112 112 0 1 0 .1 0z') +
    `<circle cx="200" cy="204" r="74" fill="${tone.body}" stroke="${tone.shade}" stroke-width="3"/>`,
  mug: ({ tone, skin }) =>
    stroke('M254 178c52-10 58 78-4 78', tone.shade, 16) +
    skin('M126 146h132v136c0 14-9 22-22 22h-88c-13 0-22-8-22-22z') +
    ellipse(192, 146, 66, 15, tone.shade) +
    ellipse(192, 148, 56, 10, '#6b4a35'),
  teapot: ({ tone, skin }) =>
    stroke('M118 196c-34 2-38-32-52-38', tone.shade, 22) +
    stroke('M284 214l62-14', tone.shade, 18) +
    skin('M110 206c0-44 40-66 90-66s90 22 90 66c0 56-30 92-56 98h-68c-26-6-56-42-56-98z') +
    ellipse(200, 150, 54, 13, tone.shade) +
    `<circle cx="200" cy="130" r="14" fill="${tone.body}"/>`,
  rest: ({ tone, skin }) =>
    stroke('M84 176l232 0M84 196l232 0', sumi, 7) +
    skin('M130 206c20-22 40-22 70-8 30-14 50-14 70 8 8 22-4 40-22 40h-96c-18 0-30-18-22-40z') +
    fill('M152 246h96l-8 8h-80z', tone.shade),
  glass: ({ tone, skin }) =>
    `<g opacity=".82">${skin('M136 130h128l-14 168c-1 9-6 14-14 14h-72c-8 0-13-5-14-14z')}</g>` +
    fill('M144 216h112l-7 78c-1 6-4 9-10 9h-78c-6 0-9-3-10-9z', '#ffffff', ' opacity=".38"') +
    `<ellipse cx="200" cy="130" rx="64" ry="13" fill="${paper}" stroke="${tone.shade}" stroke-width="3"/>`,
  vase: ({ tone, skin }) =>
    stroke('M204 132c6-34-14-44-4-82M202 92c18-6 26-20 28-34', '#6f7f4c', 5) +
    ellipse(234, 52, 12, 9, '#c96a3b') +
    ellipse(198, 46, 14, 11, '#c96a3b') +
    skin(
      'M178 130h44c-2 34 52 60 52 116 0 40-28 66-46 66h-56c-18 0-46-26-46-66 0-56 54-82 52-116z',
    ) +
    ellipse(200, 130, 22, 6, tone.shade),
  chopsticks: ({ tone, skin }) =>
    skin('M150 78h16l-2 250h-8z') +
    skin('M212 78h16l-6 250h-8z') +
    fill('M156 250h9l-1 78h-8zM213 250h9l-1 78h-7z', tone.shade) +
    fill('M120 206h160v26H120z', '#e9e2d2'),
  tray: ({ tone }) =>
    fill('M84 150h232l28 130H56z', tone.shade) +
    fill('M98 160h204l22 108H76z', tone.body) +
    stroke('M112 190h176M104 218h192M96 244h208', tone.shade, 2),
  lunchbox: ({ tone }) =>
    fill('M84 206h232v78c0 14-12 24-28 24H112c-16 0-28-10-28-24z', tone.shade) +
    fill('M76 158c0-16 12-26 28-26h192c16 0 28 10 28 26v52H76z', tone.body) +
    stroke('M92 172h216M92 190h216', tone.shade, 2) +
    fill('M186 124h28v192h-28z', '#f0e9da', ' opacity=".9"'),
  board: ({ tone }) =>
    fill(
      'M92 118h190c10 0 18 8 18 18v140c0 10-8 18-18 18H92c-10 0-18-8-18-18V136c0-10 8-18 18-18z',
      tone.body,
    ) +
    fill('M300 184h26c12 0 18 8 18 22s-6 22-18 22h-26z', tone.body) +
    `<circle cx="322" cy="206" r="8" fill="${paper}"/>` +
    stroke('M92 150h190M92 188h150M92 224h190M92 262h168', tone.shade, 2.5),
  spoon: ({ tone }) =>
    stroke('M236 224L112 330', tone.body, 15) +
    fill('M228 232c-26-34-14-92 30-128 40-30 76-8 66 38-10 52-58 98-96 90z', tone.body) +
    fill('M244 214c-14-28-2-66 28-92 28-20 46-4 40 26-8 36-40 68-68 66z', tone.shade),
  pot: ({ tone, skin }) =>
    fill('M52 190h48v22H66c-8 0-14-8-14-22zM300 190h48c0 14-6 22-14 22h-34z', tone.shade) +
    skin('M84 190h232v44c0 44-34 70-70 74h-92c-36-4-70-30-70-74z') +
    fill('M92 184c4-40 52-62 108-62s104 22 108 62z', tone.body) +
    stroke('M88 188h224', tone.shade, 9) +
    `<circle cx="200" cy="116" r="18" fill="${tone.shade}"/>`,
  tin: ({ tone, skin }) =>
    skin('M136 160h128v142c0 9-28 14-64 14s-64-5-64-14z') +
    fill('M132 116h136v46H132z', tone.shade) +
    ellipse(200, 116, 68, 14, tone.body) +
    label(174, 190, 52, 92, tone),
  basket: ({ tone }) =>
    stroke('M112 190c0-110 176-110 176 0', tone.shade, 11) +
    fill('M84 186h232l-26 112c-2 10-10 16-22 16H132c-12 0-20-6-22-16z', tone.body) +
    stroke(
      'M92 214h216M98 242h204M106 270h188M140 190l14 122M200 190v124M260 190l-14 122',
      tone.shade,
      4,
    ) +
    stroke('M84 186h232', tone.shade, 10),
  towel: ({ tone, skin }) =>
    skin('M112 96h148v216H112z') +
    fill('M260 96h28v196h-28z', tone.shade) +
    stroke('M112 116h148M112 292h148', tone.mark, 2) +
    stroke(
      'M120 312v10M140 312v10M160 312v10M180 312v10M200 312v10M220 312v10M240 312v10',
      tone.shade,
      3,
    ),
  furoshiki: ({ tone, skin }) =>
    skin('M92 232c0-44 50-62 108-62s108 18 108 62c0 50-44 80-108 80s-108-30-108-80z') +
    fill(
      'M188 176c-30-14-56-40-72-70 34-4 70 20 88 60zM212 176c30-14 56-40 72-70-34-4-70 20-88 60z',
      tone.shade,
    ) +
    `<circle cx="200" cy="176" r="20" fill="${tone.body}" stroke="${tone.shade}" stroke-width="4"/>`,
  coaster: ({ tone, skin }) =>
    fill('M104 112h204v196H104z', tone.shade) +
    skin('M98 104h200v196H98z') +
    `<path d="M108 114h180v176H108z" fill="none" stroke="${tone.mark}" stroke-width="2" stroke-dasharray="7 6"/>`,
  cushion: ({ tone, skin }) =>
    skin('M96 108c30 12 178 12 208 0 10 30 10 162 0 196-30-12-178-12-208 0-10-34-10-166 0-196z') +
    `<path d="M96 108c30 12 178 12 208 0 10 30 10 162 0 196-30-12-178-12-208 0-10-34-10-166 0-196z" fill="none" stroke="${tone.shade}" stroke-width="6"/>`,
  noren: ({ tone, skin }) =>
    stroke('M64 104h272', wood.shade, 11) +
    skin('M88 108h72v200H88z') +
    skin('M164 108h72v200h-72z') +
    skin('M240 108h72v200h-72z') +
    fill('M88 108h224v14H88z', tone.shade),
  apron: ({ tone, skin }) =>
    stroke('M168 118c0-54 64-54 64 0', tone.shade, 9) +
    stroke('M138 206L92 226M262 206l46 20', tone.shade, 8) +
    skin('M160 112h80c0 44 14 72 34 88l10 122H116l10-122c20-16 34-44 34-88z') +
    fill('M158 240h84v48h-84z', tone.shade),
  socks: ({ tone, skin }) =>
    fill('M212 96h72v118c0 12 10 18 30 36 20 20 8 50-22 50h-54c-18 0-26-10-26-26z', tone.shade) +
    skin('M120 96h72v118c0 12 10 18 30 36 20 20 8 50-22 50h-54c-18 0-26-10-26-26z') +
    fill('M120 96h72v26h-72z', tone.mark),
  bag: ({ tone, skin }) =>
    stroke('M154 164c0-92 92-92 92 0', tone.shade, 12) +
    skin('M104 158h192l16 154H88z') +
    stroke('M102 176h196', tone.shade, 3),
  pouch: ({ tone, skin }) =>
    skin('M136 158c-40 44-50 150 0 152h128c50-2 40-108 0-152z') +
    fill('M132 116c20 14 116 14 136 0l-8 42H140z', tone.shade) +
    stroke('M138 158h124M262 158c24 8 30 30 26 50M138 158c-24 8-30 30-26 50', tone.mark, 5),
  purse: ({ tone, skin }) =>
    skin('M122 178c-44 30-50 126 20 128h116c70-2 64-98 20-128z') +
    fill('M118 180c4-34 36-50 82-50s78 16 82 50z', tone.shade) +
    `<circle cx="190" cy="124" r="11" fill="#d3a550"/><circle cx="212" cy="124" r="11" fill="#b5873a"/>`,
  fan: ({ tone, skin }) =>
    skin('M200 300L62 176C132 86 268 86 338 176z') +
    stroke(
      'M200 300L62 176M200 300L106 142M200 300l-42-180M200 300V112M200 300l42-180M200 300l94-158M200 300l138-124',
      tone.shade,
      3,
    ) +
    fill('M200 312l-52-46c30-26 74-26 104 0z', wood.body),
  candle: ({ tone }) =>
    fill('M200 76c22 26 20 48 0 54-20-6-22-28 0-54z', '#d98a4a') +
    stroke('M200 128v22', sumi, 4) +
    fill('M168 148h64l-12 130h-40z', tone.body) +
    ellipse(200, 148, 32, 8, tone.shade) +
    fill('M156 278h88l14 30H142z', sumi),
  incense: ({ tone }) =>
    stroke('M236 74c-18 18 16 34-4 56s8 34-2 50', '#cfc6b3', 4) +
    stroke('M156 300l72-112', tone.shade, 5) +
    fill('M96 206h100v104H96z', tone.body) +
    label(118, 222, 56, 72, tone) +
    fill('M214 296h96v14h-96z', wood.body) +
    stroke('M262 296l-34-108', tone.shade, 5),
  broom: ({ tone }) =>
    stroke('M262 72L206 196', wood.body, 12) +
    fill('M186 186l44 20c10 40-6 84-20 116L98 270c30-20 66-46 88-84z', wood.mark) +
    stroke('M192 214l-62 72M204 222l-42 78M216 228l-22 82', wood.shade, 4) +
    stroke('M182 194l50 24', tone.body, 11),
  soap: ({ tone }) =>
    fill(
      'M96 196c0-26 20-40 46-40h116c26 0 46 14 46 40v66c0 26-20 38-46 38H142c-26 0-46-12-46-38z',
      tone.shade,
    ) +
    fill(
      'M96 196c0-26 20-40 46-40h116c26 0 46 14 46 40v44c0 24-20 38-46 38H142c-26 0-46-14-46-38z',
      tone.body,
    ) +
    `<rect x="136" y="184" width="128" height="66" rx="22" fill="none" stroke="${tone.shade}" stroke-width="4"/>` +
    stroke('M200 200v34', tone.mark, 4),
  chime: ({ tone, skin }) =>
    stroke('M200 70v40M200 202v56', sumi, 3) +
    skin('M122 204c0-66 34-98 78-98s78 32 78 98z') +
    stroke('M120 204h160', tone.shade, 9) +
    fill('M182 256h36v72h-36z', '#fbf8f1', ` stroke="${tone.shade}" stroke-width="3"`),
  paper: ({ tone, skin }) =>
    fill('M136 92h150v214H136z', tone.shade) +
    fill('M118 104h150v214H118z', '#fdfbf6') +
    skin('M118 104h150v46H118z') +
    stroke('M142 172v124M168 172v124M194 172v124M220 172v124M246 172v124', '#d8d0c0', 2),
  envelope: ({ tone, skin }) =>
    fill('M150 84h112v236H150z', tone.shade) +
    skin('M138 94h112v226H138z') +
    fill('M138 94h112l-26 38h-60z', tone.body, ` stroke="${tone.shade}" stroke-width="3"`) +
    fill('M180 168h28v104h-28z', paper),
  notebook: ({ tone, skin }) =>
    fill('M134 96h156v222H134z', '#fdfbf6') +
    skin('M114 88h156v222H114z') +
    fill('M114 88h22v222h-22z', tone.shade) +
    label(182, 126, 46, 96, tone),
  tea: ({ tone, skin }) =>
    skin('M122 120h156v186c0 8-6 12-14 12H136c-8 0-14-4-14-12z') +
    fill('M122 90h156v40H122z', tone.shade) +
    label(172, 158, 56, 116, tone) +
    fill('M258 296c18-4 34-18 40-38-22 2-38 16-40 38z', '#657344'),
  jar: ({ tone }) =>
    fill(
      'M134 150h132c14 8 18 20 18 34v104c0 16-10 26-26 26H142c-16 0-26-10-26-26V184c0-14 4-26 18-34z',
      tone.body,
    ) +
    fill('M140 104h120v46H140z', '#e9e2d2') +
    stroke('M140 142h120', wood.shade, 5) +
    label(160, 196, 80, 84, tone),
  bottle: ({ tone }) =>
    fill(
      'M182 84h36v62c24 18 44 38 44 70v88c0 10-8 16-18 16h-88c-10 0-18-6-18-16v-88c0-32 20-52 44-70z',
      tone.body,
    ) +
    fill('M178 72h44v28h-44z', '#c96a3b') +
    label(166, 206, 68, 84, tone),
  sweet: ({ tone, skin }) =>
    fill('M92 168h216v130H92z', tone.shade) +
    fill('M104 180h192v106H104z', '#fdfbf6') +
    [136, 200, 264]
      .map(
        (x) =>
          `<circle cx="${x}" cy="233" r="27" fill="${tone.body}" stroke="${tone.shade}" stroke-width="3"/>`,
      )
      .join('') +
    skin('M92 128h216v40H92z'),
  yokan: ({ tone }) =>
    fill('M88 200h224v76H88z', tone.body) +
    fill('M88 200l20-26h224l-20 26z', tone.mark, ' opacity=".5"') +
    fill('M312 200l20-26v76l-20 26z', tone.shade) +
    stroke('M248 200v76', paper, 5) +
    stroke('M64 288h276', wood.body, 10),
  rice: ({ tone }) =>
    fill(
      'M112 126c20 10 156 10 176 0 20 60 20 136 4 186-40 12-144 12-184 0-16-50-16-126 4-186z',
      '#efe6d2',
    ) +
    fill('M112 126c20 10 156 10 176 0l-14-34c-30 12-118 12-148 0z', '#dccfb2') +
    stroke('M116 126c40 10 128 10 168 0', '#c96a3b', 6) +
    `<circle cx="200" cy="222" r="54" fill="${tone.body}" stroke="#d5c8aa" stroke-width="4"/>` +
    stroke(
      'M200 252v-52M200 216c-18-2-22-14-22-24 14 2 20 10 22 24zM200 216c18-2 22-14 22-24-14 2-20 10-22 24zM200 236c-18-2-22-14-22-24 14 2 20 10 22 24zM200 236c18-2 22-14 22-24-14 2-20 10-22 24z',
      '#8a6a34',
      3,
    ),
};
