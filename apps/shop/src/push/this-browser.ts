// Push messages on this browser: whether it can, whether she asked for them, and asking. The subscription is the
// browser's; the house knows it by the id that is kept here, so that she finds it in the list of her devices.
import { type Asking, ask, type Said } from '../ways/ask.ts';

const keptId = 'engawa_push';

/** `install`: only from the home screen (iOS); `blocked`: she or the browser said no, and only its settings undo it. */
export type PushState = 'unknown' | 'unsupported' | 'install' | 'blocked' | 'off' | 'on';

export async function readPushState(deviceIds: readonly string[]): Promise<PushState> {
  if (!canPush()) {
    return isPlainIos() ? 'install' : 'unsupported';
  }
  if (Notification.permission === 'denied') {
    return 'blocked';
  }
  const subscription = await currentSubscription();
  return subscription !== null && deviceIds.includes(readId() ?? '') ? 'on' : 'off';
}

/** The id of this browser among her devices; null when it takes no messages. */
export function readId(): string | null {
  return localStorage.getItem(keptId);
}

/** Asks the browser, then the house. A failure without a sentence is hers: she said no. */
export async function turnOn(pushKey: string, asking: Asking): Promise<Said | 'blocked'> {
  if ((await Notification.requestPermission()) !== 'granted') {
    return 'blocked';
  }
  try {
    const { pushManager } = await navigator.serviceWorker.ready;
    // One that was made for another key (another house at this address) would be refused.
    await (await pushManager.getSubscription())?.unsubscribe();
    const subscription = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: pushKey,
    });
    return await register(subscription, {}, asking);
  } catch {
    return { failure: asking.failed, body: {} };
  }
}

export async function turnOff(asking: Asking): Promise<Said> {
  const id = readId();
  await forgetPush();
  return id === null
    ? { failure: undefined, body: {} }
    : ask('DELETE', `/api/messages/me/devices/${id}`, undefined, asking);
}

/** After a new sign-in this browser goes on taking her messages; another person's it gives up. */
export async function keepOn(language: string): Promise<void> {
  const id = readId();
  const subscription = id === null || !canPush() ? null : await currentSubscription();
  if (id === null || subscription === null) {
    return;
  }
  const said = await register(subscription, { renews: id }, { language, failed: '' });
  if (said.body['code'] === 'messages.device_unknown') {
    await forgetPush();
  }
}

/** Whoever signs out leaves nothing behind that would show her news on this device. */
export async function forgetPush(): Promise<void> {
  localStorage.removeItem(keptId);
  if (canPush()) {
    await (await currentSubscription())?.unsubscribe();
  }
}

async function register(
  subscription: PushSubscription,
  more: { readonly renews?: string },
  asking: Asking,
): Promise<Said> {
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys ?? {};
  const language = asking.language === 'en' ? 'en' : 'ja';
  const body = { endpoint, keys: { p256dh, auth }, language, ...more };
  const said = await ask('POST', '/api/messages/me/devices', body, asking);
  const { id } = said.body;
  if (said.failure === undefined && typeof id === 'string') {
    localStorage.setItem(keptId, id);
  }
  return said;
}

function canPush(): boolean {
  return (
    'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
  );
}

function isPlainIos(): boolean {
  return /iPhone|iPad/.test(navigator.userAgent);
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/shop/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}
