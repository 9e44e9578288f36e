// Where the shop's pages make a browser send something besides this house: the list that the page on external
// transmission (Telecommunications Business Act, art. 27-12) shows, and that the content policy of every page is made
// of, so that what is not on the list is not sent. No host is written by hand: pictures come from where the catalogue
// says they lie, the rest from what is switched on.
import type { House } from '#kernel/module';
import type { Outside } from './contract.ts';
import type { HouseWindow } from './house-window.ts';
import type { Shelf } from './shelf.ts';

const pictureHosts = new WeakMap<Shelf, readonly string[]>();

/** Hosts of pictures that lie elsewhere; https only, anything else is not loaded. */
function pictureHostsOf(shelf: Shelf): readonly string[] {
  const known = pictureHosts.get(shelf);
  if (known !== undefined) {
    return known;
  }
  const hosts = new Set<string>();
  for (const { items } of shelf.products.values()) {
    for (const { media } of items) {
      for (const { kind, path, url } of media) {
        if (kind === 'image' && path === null && url !== null && URL.canParse(url)) {
          const { protocol, host } = new URL(url);
          if (protocol === 'https:') {
            hosts.add(host);
          }
        }
      }
    }
  }
  const found = [...hosts].toSorted();
  pictureHosts.set(shelf, found);
  return found;
}

/** Hosts that pages may load pictures from, beside this house. */
export function imageHostsOf(window: HouseWindow): readonly string[] {
  return pictureHostsOf(window.shelf);
}

/** The whole list: what pages load by themselves, then what only happens when she presses something. */
export function viewOutside({ house, shelf }: HouseWindow): readonly Outside[] {
  return [
    ...pictureHostsOf(shelf).map((host): Outside => ({ host, use: 'pictures' })),
    ...onPress(house),
  ];
}

function onPress({ config }: House): readonly Outside[] {
  return [
    ...(config.lineLoginChannelId === undefined
      ? []
      : [{ host: new URL(config.lineLoginIssuer).host, use: 'line' } as const]),
    ...(config.googleWalletIssuerId === undefined
      ? []
      : [{ host: 'pay.google.com', use: 'googleWallet' } as const]),
  ];
}
