// What the server hands to every page, and who asks. The server fills it (server/storefront/serve-shop.ts); pages call
// the modules in the same process through it.
import { createContext, type RouterContextProvider } from 'react-router';
import type { Language, Storefront, Visitor } from '../../../server/storefront/contract.ts';

export type PageContext = { readonly storefront: Storefront; readonly nonce: string };

export const pageContext = createContext<PageContext>();

export const cookies = {
  language: 'engawa_lang',
  cart: 'engawa_cart',
  place: 'engawa_place',
  at: 'engawa_at',
  session: 'engawa_customer',
  wishes: 'engawa_wishes',
  seen: 'engawa_seen',
  basket: 'engawa_basket',
  lastCafeOrder: 'engawa_cafe_order',
} as const;

type Arguments = {
  readonly request: Request;
  readonly context: Readonly<RouterContextProvider>;
};

/** The storefront and the visitor of a request. */
export function openPage({ request, context }: Arguments): {
  readonly storefront: Storefront;
  readonly visitor: Visitor;
} {
  return { storefront: context.get(pageContext).storefront, visitor: visitorOf(request) };
}

function visitorOf(request: Request): Visitor {
  const jar = readCookies(request.headers.get('cookie') ?? '');
  return {
    language: languageOf(request, jar),
    placeId: jar.get(cookies.place),
    position: positionOf(jar.get(cookies.at)),
    cartToken: jar.get(cookies.cart),
    wishes: itemIdsOf(jar.get(cookies.wishes)),
    seen: itemIdsOf(jar.get(cookies.seen)),
    sessionToken: jar.get(cookies.session),
    basket: basketOf(jar.get(cookies.basket)),
    lastCafeOrder: lastOrderOf(jar.get(cookies.lastCafeOrder)),
  };
}

/** `<token>.<key of this phone's seat>`. */
function basketOf(text = ''): Visitor['basket'] {
  const [, token, seatKey = ''] = /^([\w-]{16,64})\.([\w-]{0,64})$/.exec(text) ?? [];
  return token === undefined ? undefined : { token, seatKey };
}

function lastOrderOf(text = ''): Visitor['lastCafeOrder'] {
  const [, orderId, token] = /^(ord_[0-9a-z]{26})\.([\w-]{8,64})$/.exec(text) ?? [];
  return orderId === undefined || token === undefined ? undefined : { orderId, token };
}

function readCookies(header: string): ReadonlyMap<string, string> {
  return new Map(
    header.split(';').flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]];
    }),
  );
}

/** `?lang=` goes before the cookie; Japanese without either. */
function languageOf(request: Request, jar: ReadonlyMap<string, string>): Language {
  const wanted = new URL(request.url).searchParams.get('lang') ?? jar.get(cookies.language);
  return wanted === 'en' ? 'en' : 'ja';
}

const itemIdsMax = 40;

/** Item ids with a dot between them. */
function itemIdsOf(text = ''): readonly string[] {
  const ids = text.split('.').filter((id) => /^itm_[0-9a-z]{26}$/.test(id));
  return [...new Set(ids)].slice(0, itemIdsMax);
}

function positionOf(text: string | undefined): Visitor['position'] {
  const [latitude = Number.NaN, longitude = Number.NaN] = (text ?? '').split('_').map(Number);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { latitude, longitude }
    : undefined;
}

const monthsInSeconds = 90 * 24 * 3600;

/** A cookie of the shop; scripts see it only where they must set it. */
export function cookie(request: Request, name: string, value: string, path = '/shop'): string {
  const secure = request.url.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=${path}; Max-Age=${monthsInSeconds}; SameSite=Lax; HttpOnly${secure}`;
}
