// The patterns that are painted on things, as SVG patterns of one line weight.

type Draw = (mark: string) => {
  readonly size: readonly [number, number];
  readonly content: string;
};

const line = (path: string, mark: string, width = 2) =>
  `<path d="${path}" fill="none" stroke="${mark}" stroke-width="${width}"/>`;

const draws: Readonly<Record<string, Draw>> = {
  waves: (mark) => {
    const arcs = (x: number, y: number) =>
      [14, 9, 4].map((r) => line(`M${x - r} ${y}a${r} ${r} 0 0 1 ${2 * r} 0`, mark)).join('');
    return { size: [28, 14], content: arcs(14, 14) + arcs(0, 7) + arcs(28, 7) };
  },
  'hemp-leaf': (mark) => ({
    size: [32, 56],
    content: line(
      'M16 0v56M0 0l32 56M32 0L0 56M0 28h32M0 18.7L16 28 32 18.7M0 37.3L16 28l16 9.3M0 0v18.7M32 0v18.7M0 37.3V56M32 37.3V56',
      mark,
      1.6,
    ),
  }),
  stripes: (mark) => ({ size: [18, 18], content: line('M6 0v18M12 0v18', mark, 2.4) }),
  dots: (mark) => ({
    size: [22, 22],
    content: `<circle cx="5.5" cy="5.5" r="3" fill="${mark}"/><circle cx="16.5" cy="16.5" r="3" fill="${mark}"/>`,
  }),
  checks: (mark) => ({
    size: [24, 24],
    content: `<path d="M0 0h12v12H0zM12 12h12v12H12z" fill="${mark}" opacity=".75"/>`,
  }),
  arrows: (mark) => ({
    size: [20, 36],
    content: `<path d="M0 8l5-8v18l-5 8zM10 8L5 0v18l5 8zM10 26l5-8v18h-5zM20 26l-5-8v18h5z" fill="${mark}" opacity=".8"/>`,
  }),
  plum: (mark) => {
    const flower = (x: number, y: number) => {
      const petals = [0, 72, 144, 216, 288].map((degrees) => {
        const angle = ((degrees - 90) * Math.PI) / 180;
        const [px, py] = [x + 4.6 * Math.cos(angle), y + 4.6 * Math.sin(angle)];
        return `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="3.4"/>`;
      });
      return `<g fill="${mark}">${petals.join('')}</g>`;
    };
    return { size: [48, 48], content: flower(12, 14) + flower(36, 38) };
  },
  rings: (mark) => ({
    size: [28, 28],
    content: [
      [14, 14],
      [0, 0],
      [28, 0],
      [0, 28],
      [28, 28],
    ]
      .map(
        ([x, y]) =>
          `<circle cx="${x}" cy="${y}" r="14" fill="none" stroke="${mark}" stroke-width="1.8"/>`,
      )
      .join(''),
  }),
  rain: (mark) => ({
    size: [20, 40],
    content: line('M5 4v14M15 22v14', mark, 2),
  }),
};

/** Whether there is such a pattern; `plain` is none. */
export function isPattern(name: string): boolean {
  return name === 'plain' || Object.hasOwn(draws, name);
}

/** A `<pattern id="p">`; nothing for a plain thing. */
export function patternOf(name: string, mark: string): string {
  const draw = draws[name];
  if (draw === undefined) {
    return '';
  }
  const { size, content } = draw(mark);
  return `<pattern id="p" width="${size[0]}" height="${size[1]}" patternUnits="userSpaceOnUse" patternTransform="translate(2 3)">${content}</pattern>`;
}
