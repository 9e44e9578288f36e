// What a scan leads to: the GTIN of a GS1 Digital Link of any host, a link of this shop as it is, everything else as a
// code to be looked up at the shop where she is.

/** An address of this shop; `place` is a typed id. */
export function pathOfScan(raw: string, place: string | null): string {
  const text = raw.normalize('NFKC').trim();
  const query = place === null ? '' : `?place=${encodeURIComponent(place)}`;
  const link = /^https?:\/\/[^/]+(?:\/[^?#]*)?\/01\/(\d{8,14})(?:[/?#]|$)/i.exec(text);
  if (link !== null) {
    const source = /[?&]s=([a-z0-9-]+)/.exec(text)?.[1];
    return `/shop/01/${link[1]}${source === undefined ? query : `?s=${source}`}`;
  }
  if (text.startsWith(`${location.origin}/shop/`)) {
    return text.slice(location.origin.length);
  }
  return `/shop/scan/${encodeURIComponent(text.slice(0, 100))}${query}`;
}
