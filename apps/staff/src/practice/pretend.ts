// What a deed would have done, for the time of practice: the tablet stops every write and lays what was pressed over what
// the house answers, so that the screens go on as on a real day. Pure; what is not listed here is stopped with a word.

export type Deed = {
  /** The id, or order and line, that names the thing in what the house answers. */
  readonly of: string;
  readonly change: Readonly<Record<string, unknown>>;
};

type Body = Readonly<Record<string, unknown>>;
type Rule = {
  readonly path: RegExp;
  readonly deed: (of: string, body: Body, line: string) => Deed;
};

const rules: readonly Rule[] = [
  {
    path: /^\/api\/orders\/(ord_\w+)\/state$/,
    deed: (of, body) => ({ of, change: { state: body['to'] } }),
  },
  {
    path: /^\/api\/orders\/(ord_\w+)\/picks\/(\d+)$/,
    deed: (of, _, line) => ({ of: `${of} ${line}`, change: { picked: 1_000_000 } }),
  },
  {
    path: /^\/api\/orders\/return-requests\/(rrq_\w+)\/state$/,
    deed: (of, body) => ({ of, change: { state: body['to'] } }),
  },
  { path: /^\/api\/bookings\/(bkg_\w+)\/arrive$/, deed: becomes('arrived') },
  { path: /^\/api\/bookings\/(bkg_\w+)\/fulfil$/, deed: becomes('fulfilled') },
  { path: /^\/api\/bookings\/(bkg_\w+)\/miss$/, deed: becomes('noshow') },
  { path: /^\/api\/layaways\/(lay_\w+)\/collection$/, deed: becomes('collected') },
  { path: /^\/api\/layaways\/(lay_\w+)\/cancellation$/, deed: becomes('cancelled') },
  {
    path: /^\/api\/floor\/stock-calls\/(scl_\w+)\/answer$/,
    deed: (of, body) => ({ of, change: { answer: body['answer'] } }),
  },
  {
    path: /^\/api\/floor\/follow-ups\/(flw_\w+)\/done$/,
    deed: (of, body) => ({ of, change: { isDone: body['isDone'] } }),
  },
];

function becomes(state: string): Rule['deed'] {
  return (of) => ({ of, change: { state } });
}

/** What would be different; undefined for what cannot be practised without the house. */
export function pretend(path: string, body: Body): Deed | undefined {
  for (const rule of rules) {
    const [, of, line = ''] = rule.path.exec(path) ?? [];
    if (of !== undefined) {
      return rule.deed(of, body, line);
    }
  }
  return undefined;
}

/**
 * Whether a write goes out in practice too: signing in, what only asks, and sales that were real and wait for a line.
 * They change no book that practice could reach; the till itself writes none in practice.
 */
export function passes(path: string): boolean {
  return (
    path.startsWith('/api/staff/') ||
    path === '/api/devices/enrol' ||
    path === '/api/cards/scan' ||
    path === '/api/gifts/balance' ||
    path === '/api/tills/quotes' ||
    path === '/api/tills/entries' ||
    path === '/api/tills/print-jobs'
  );
}

export type Laid = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** An answer of the house with what was pressed laid over it. */
export function lay(answer: unknown, laid: Laid): unknown {
  if (Array.isArray(answer)) {
    return answer.map((each) => lay(each, laid));
  }
  if (typeof answer !== 'object' || answer === null) {
    return answer;
  }
  const inner = Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, lay(value, laid)]),
  );
  const change = laid.get(nameOf(inner));
  return change === undefined ? inner : { ...inner, ...fitting(inner, change) };
}

/** `ord_… 2` for a line to be picked, else the id. */
function nameOf({ id, orderId, line }: Readonly<Record<string, unknown>>): string {
  return typeof orderId === 'string' && typeof line === 'number'
    ? `${orderId} ${line}`
    : String(id);
}

/** No more is picked than was ordered. */
function fitting(of: Body, change: Body): Body {
  const { quantity } = of;
  return 'picked' in change && typeof quantity === 'number'
    ? { ...change, picked: quantity }
    : change;
}
