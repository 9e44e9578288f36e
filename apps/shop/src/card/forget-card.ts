// Whoever signs out leaves no card behind on this device.

/** The name that the service worker gives it (public/sw.js). */
const cardCache = 'engawa-card-1';

export async function forgetCard(): Promise<void> {
  indexedDB.deleteDatabase('engawa-card');
  if ('caches' in globalThis) {
    await caches.delete(cardCache);
  }
}
