// Drawn pictures of the articles: one flat drawing a kind of thing, in its colour and with its pattern, on washi. The
// same article always has the same picture, a kilobyte or two of SVG; nothing is fetched and nobody's photograph is used.
import { drawings } from './drawings.ts';
import { menuDrawings } from './menu-drawings.ts';
import { groundOf, tones, wood } from './picture-palette.ts';
import { isPattern, patternOf } from './picture-patterns.ts';

export type Picture = {
  readonly drawing: string;
  readonly colour: string;
  readonly pattern: string;
};

/** Things that are of wood whatever their lacquer; gold is the bare wood. */
const ofWood = new Set(['tray', 'lunchbox', 'board', 'spoon', 'basket', 'broom']);
const withoutShadow = new Set(['noren', 'chime', 'fan']);
/** Small things are drawn nearer. */
const scales: Readonly<Record<string, number>> = {
  cup: 1.25,
  mug: 1.15,
  rest: 1.3,
  chime: 1.2,
  glass: 1.1,
};
const groundY = 314;
const all = new Map(Object.entries({ ...drawings, ...menuDrawings }));
const tonesByName = new Map(Object.entries(tones));

/** The picture as SVG, 400 by 400; undefined for a drawing that does not exist. */
export function pictureOf({ drawing, colour, pattern }: Picture): string | undefined {
  const draw = all.get(drawing);
  const plain = tonesByName.get(colour);
  if (draw === undefined || plain === undefined || !isPattern(pattern)) {
    return undefined;
  }
  const tone = ofWood.has(drawing) && (colour === 'gold' || colour === 'white') ? wood : plain;
  const definition = patternOf(pattern, tone.mark);
  const skin = (path: string) => {
    const body = `<path d="${path}" fill="${tone.body}"/>`;
    return definition === '' ? body : `${body}<path d="${path}" fill="url(#p)"/>`;
  };
  const ground = groundOf(tone);
  const base = withoutShadow.has(drawing)
    ? ''
    : `<ellipse cx="200" cy="322" rx="124" ry="14" fill="${ground.shadow}"/>`;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400">' +
    `<defs>${definition}</defs><rect width="400" height="400" fill="${ground.paper}"/>` +
    `${base}${nearer(drawing, draw({ tone, skin }))}</svg>`
  );
}

function nearer(drawing: string, content: string): string {
  const scale = scales[drawing];
  if (scale === undefined) {
    return content;
  }
  const [x, y] = [200, groundY].map((at) => (at - at * scale).toFixed(1));
  return `<g transform="translate(${x} ${y}) scale(${scale})">${content}</g>`;
}

/** `cup-indigo-waves.svg` → its picture; undefined for any other name. */
export function pictureNamed(name: string): string | undefined {
  const [, drawing = '', colour = '', pattern = ''] =
    /^([a-z]+)-([a-z]+)-([a-z-]+)\.svg$/.exec(name) ?? [];
  return drawing === '' ? undefined : pictureOf({ drawing, colour, pattern });
}

/** The name under which a picture is served. */
export function nameOfPicture({ drawing, colour, pattern }: Picture): string {
  return `${drawing}-${colour}-${pattern}.svg`;
}
