// The paths that the console reads, in the form that openapi-fetch takes.

type Problem = { code: string; detail: string };
type Parameters<Query, Path> = {
  header?: never;
  cookie?: never;
} & ([Query] extends [never] ? { query?: never } : { query?: Query }) &
  ([Path] extends [never] ? { path?: never } : { path: Path });
type Answers<Shape> = {
  200: { headers: Record<string, unknown>; content: { 'application/json': Shape } };
  400: { headers: Record<string, unknown>; content: { 'application/json': Problem } };
};
type Post<Shape, Body = never> = {
  post: {
    parameters: Parameters<never, never>;
    requestBody?: [Body] extends [never] ? never : { content: { 'application/json': Body } };
    responses: Answers<Shape>;
  };
};
type Get<Shape, Query = never, Path = never> = {
  get: { parameters: Parameters<Query, Path>; responses: Answers<Shape> };
};
type Paged = { after?: string; limit?: number };

export type paths = {
  '/api/staff/sign-in': Post<{ staff: Staff }, { login: string; password: string }>;
  '/api/staff/sign-out': Post<unknown>;
  '/api/staff/me': Get<Staff>;
  '/api/house': Get<{
    name: string;
    version: string;
    epoch: number;
    timeZone: string;
    currency: string;
    modules: { name: string; ja: string; en: string; isOn: boolean; canBeOff: boolean }[];
  }>;
  '/api/log/events': Get<
    { events: LoggedEvent[]; cursor: string },
    { after?: string; before?: string; types?: string; limit?: number }
  >;
  '/api/places': Get<{ places: Place[] }, { capability?: string }>;
  '/api/imports': Get<{ imports: Import[] }, { limit?: number }>;
  '/api/imports/{importId}': Get<Import, never, { importId: string }>;
  '/api/imports/{importId}/rejections': Get<
    { rejections: Rejection[]; next: number | null },
    { after?: number; limit?: number },
    { importId: string }
  >;
  '/api/customers': Get<
    { customers: CustomerSummary[]; next: string | null },
    Paged & { q?: string }
  >;
  '/api/customers/{customerId}': Get<CustomerDetail, { reason?: string }, { customerId: string }>;
  '/api/customers/{customerId}/timeline': Get<
    { moments: TimelineMoment[]; next: string | null },
    Paged,
    { customerId: string }
  >;
  '/api/orders': Get<
    { orders: OrderRow[]; next: string | null },
    Paged & { placeId?: string; state?: string; q?: string }
  >;
  '/api/orders/{orderId}': Get<Order, never, { orderId: string }>;
  '/api/stock': Get<
    { stock: StockRow[]; next: string | null },
    Paged & { placeId?: string; q?: string }
  >;
  '/api/stock/items/{itemId}': Get<
    { itemId: string; itemCode: string; itemName: string; places: StockAtPlace[] },
    never,
    { itemId: string }
  >;
};

type Staff = { id: string; name: string; roles: string[]; placeId: string | null };
type LoggedEvent = {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  dataversion: number;
  position: number;
  epoch: number;
  recordedat: string;
  actor: string;
  recordid: string | null;
  placeid: string | null;
  channel: string | null;
  data: Record<string, unknown>;
};
type Place = {
  id: string;
  code: string;
  kind: string;
  name: { ja: string; en: string | null; kana: string | null };
  brandId: string | null;
  capabilities: string[];
  timeZone: string;
  currency: string;
  position: { latitude: number; longitude: number } | null;
  postalCode: string | null;
  address: string | null;
  phone: string | null;
  isActive: boolean;
};
type Import = {
  id: string;
  kind: string;
  source: string;
  fileName: string;
  state: string;
  rows: number;
  rowsDone: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  totals: Record<string, unknown>;
  failure: string | null;
  startedAt: string;
  finishedAt: string | null;
};
type Rejection = {
  row: number;
  column: string | null;
  code: string;
  reason: { ja: string; en: string };
};
type Masked = { name: string | null; email: string | null; phone: string | null };
type RecordSummary = {
  id: string;
  source: string;
  kind: string;
  placeId: string | null;
  registeredAt: string | null;
  createdAt: string;
  isErased: boolean;
};
type CustomerSummary = { id: string; createdAt: string; masked: Masked; records: RecordSummary[] };
type CustomerDetail = {
  id: string;
  isUnmasked: boolean;
  records: (RecordSummary & {
    purposes: string[];
    masked: Masked;
    profile: Record<string, unknown> | null;
  })[];
  links: {
    id: string;
    recordIds: string[];
    verdict: string;
    kind: string;
    strength: string;
    probability: number | null;
    source: string;
    madeAt: string;
    madeBy: string;
    withdrawnAt: string | null;
  }[];
};
type TimelineMoment = {
  eventId: string;
  recordId: string;
  type: string;
  subject: string;
  occurredAt: string;
  placeId: string | null;
  channel: string | null;
  actor: string;
  data: Record<string, unknown>;
};
type OrderRow = {
  id: string;
  number: string;
  kind: string;
  state: string;
  source: string;
  sourceKey: string | null;
  placeId: string;
  placeName: string;
  handoverPlaceId: string | null;
  fulfilment: string;
  channel: string;
  recordId: string | null;
  customerId: string | null;
  orderedAt: string;
  businessDay: string;
  totalMinor: number;
  taxMinor: number;
  currency: string;
  lineCount: number;
  quantity: number;
};
type Order = OrderRow & {
  lines: {
    line: number;
    itemId: string;
    name: string;
    quantity: number;
    unitPrice: string;
    amountMinor: number;
    taxRateBp: number;
  }[];
  taxes: { rateBp: number; taxedMinor: number; taxMinor: number }[];
  transitions: { at: string; from: string; to: string; actor: string; reason: string | null }[];
};
type StockRow = {
  itemId: string;
  itemCode: string;
  itemName: string;
  placeId: string;
  placeName: string;
  onHand: number;
  held: number;
  available: number;
  changedAt: string | null;
};
type StockAtPlace = {
  placeId: string;
  placeName: string;
  onHand: number;
  held: number;
  available: number;
  changedAt: string | null;
};
