// Keeps the page that is shown when the line is gone, and the font files (their names carry a hash). Nothing of a
// person is kept: pages are always asked for anew.
const kept = 'engawa-shop-2';
const offlinePage = '/shop/offline.html';
const offlineParts = ['/shop/offline.css', '/shop/veranda.svg', '/shop/icon.svg'];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll([offlinePage, ...offlineParts])));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  );
});

async function fontFromCache(request) {
  const cache = await caches.open(kept);
  const known = await cache.match(request);
  if (known !== undefined) {
    return known;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
  }
  return answer;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match(offlinePage)));
  } else if (offlineParts.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
  } else if (
    request.destination === 'font' &&
    new URL(request.url).origin === self.location.origin
  ) {
    event.respondWith(fontFromCache(request));
  }
});
