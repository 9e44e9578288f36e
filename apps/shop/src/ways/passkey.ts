// Passkeys in the browser; the library comes only when somebody uses one.

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { useSyncExternalStore } from 'react';
import { type Asking, ask, type Said } from './ask.ts';

const never = () => () => undefined;

/** Whether this browser can keep passkeys here: not in a page that came by plain HTTP. The server cannot know. */
export function useCanPasskeys(): boolean {
  return useSyncExternalStore(
    never,
    () => 'PublicKeyCredential' in globalThis,
    () => false,
  );
}

type Asked<Options> = { readonly challengeId: string; readonly options: Options };

/** Makes a passkey: of the account that is signed in, or of a new one. */
export async function makePasskey(asking: Asking): Promise<Said> {
  const begun = await ask('POST', '/api/accounts/passkeys/new', undefined, asking);
  if (begun.failure !== undefined) {
    return begun;
  }
  const { challengeId, options } = begun.body as Asked<PublicKeyCredentialCreationOptionsJSON>;
  const { startRegistration } = await import('@simplewebauthn/browser');
  return withDevice(asking, async () => {
    const response = await startRegistration({ optionsJSON: options });
    return ask('POST', '/api/accounts/passkeys', { challengeId, response }, asking);
  });
}

export async function enterByPasskey(asking: Asking): Promise<Said> {
  const begun = await ask('POST', '/api/accounts/passkeys/sign-in/start', undefined, asking);
  if (begun.failure !== undefined) {
    return begun;
  }
  const { challengeId, options } = begun.body as Asked<PublicKeyCredentialRequestOptionsJSON>;
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return withDevice(asking, async () => {
    const response = await startAuthentication({ optionsJSON: options });
    return ask('POST', '/api/accounts/passkeys/sign-in/finish', { challengeId, response }, asking);
  });
}

/** The device's own dialog may be closed; that is no error of ours. */
async function withDevice(asking: Asking, work: () => Promise<Said>): Promise<Said> {
  try {
    return await work();
  } catch {
    return { failure: asking.failed, body: {} };
  }
}
