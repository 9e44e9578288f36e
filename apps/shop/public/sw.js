// Keeps the page that is shown when the line is gone, the font files (their names carry a hash), and the member card of
// whoever is signed in: a till often stands where no phone has a line. Nothing else of a person is kept, and the card goes
// when she signs out (src/card/forget-card.ts) or when the house says that she is signed in no more. It shows the news
// that the house pushes to this browser, once she asked for them (src/push/this-browser.ts).
const kept = 'engawa-shop-4';
const cardKept = 'engawa-card-1';
const offlinePage = '/shop/offline.html';
const cardPage = '/shop/card';
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
        Promise.all(
          names
            .filter((name) => name !== kept && name !== cardKept)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'keep card') {
    event.waitUntil(
      fetch(cardPage, { redirect: 'manual' }).then(
        (answer) => keepCard(answer),
        () => undefined,
      ),
    );
  }
});

/** Keeps the card with everything its page loads, the parts first; another answer than the card takes it away. */
async function keepCard(answer) {
  if (answer.type === 'opaqueredirect' || answer.redirected) {
    await caches.delete(cardKept);
    return;
  }
  if (!answer.ok) {
    return;
  }
  const page = await answer.clone().text();
  const parts = [...new Set(page.match(/\/shop\/assets\/[\w.-]+\.(?:js|css)/g) ?? [])];
  const cache = await caches.open(cardKept);
  await Promise.all(
    parts.map(async (part) => {
      if ((await cache.match(part)) === undefined) {
        await cache.add(part);
      }
    }),
  );
  await cache.put(cardPage, answer);
  const known = new Set([cardPage, ...parts]);
  for (const { url } of await cache.keys()) {
    if (!known.has(new URL(url).pathname)) {
      await cache.delete(url);
    }
  }
}

/** The card that was kept, at once; a newer one is fetched meanwhile for the next time. */
async function card(event) {
  const known = await caches.match(cardPage, { cacheName: cardKept });
  const fresh = fetch(event.request).then((answer) => {
    event.waitUntil(keepCard(answer.clone()).catch(() => undefined));
    return answer;
  });
  if (known === undefined) {
    return fresh.catch(() => caches.match(offlinePage));
  }
  event.waitUntil(fresh.catch(() => undefined));
  return known;
}

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
  const { pathname, search, origin } = new URL(request.url);
  if (request.mode === 'navigate' && pathname === cardPage && search === '') {
    event.respondWith(card(event));
  } else if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match(offlinePage)));
  } else if (offlineParts.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
  } else if (request.destination === 'font' && origin === self.location.origin) {
    event.respondWith(fontFromCache(request));
  } else if (
    origin === self.location.origin &&
    /^\/shop\/assets\/[\w.-]+\.(?:js|css)$/.test(pathname)
  ) {
    // The parts of the card; their names carry a hash, so what is kept is what was asked for.
    event.respondWith(caches.match(request).then((known) => known ?? fetch(request)));
  }
});

// News from the house. What came is shown as it is; where it leads is within the shop, whatever it says.
self.addEventListener('push', (event) => {
  const news = readNews(event.data);
  const settings = news.language === 'en' ? 'Notification settings' : '通知の設定';
  event.waitUntil(
    self.registration.showNotification(news.title, {
      body: news.text,
      lang: news.language,
      // The same message again takes the place of the one before.
      tag: news.tag,
      icon: '/shop/icon-192.png',
      badge: '/shop/icon-192.png',
      data: { path: news.path },
      actions: [{ action: 'settings', title: settings }],
    }),
  );
});

function readNews(data) {
  let said = {};
  try {
    said = data?.json() ?? {};
  } catch {
    // Not ours; a browser that allowed notifications must show one all the same.
  }
  const textOf = (value, usual) => (typeof value === 'string' ? value : usual);
  return {
    title: textOf(said.title, '縁側'),
    text: textOf(said.text, ''),
    path: textOf(said.path, '/shop/account'),
    tag: textOf(said.tag, 'engawa'),
    language: said.language === 'en' ? 'en' : 'ja',
  };
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const wanted = event.notification.data?.path ?? '';
  const path = wanted.startsWith('/shop/') ? wanted : '/shop/account';
  event.waitUntil(openPage(event.action === 'settings' ? '/shop/account/notifications' : path));
});

/** In the window of the shop that is open, or in a new one. */
async function openPage(path) {
  const windows = await self.clients.matchAll({ type: 'window' });
  const open = windows.find(({ url }) => new URL(url).pathname.startsWith('/shop/'));
  if (open === undefined) {
    await self.clients.openWindow(path);
    return;
  }
  await open.focus();
  await open.navigate(path);
}
