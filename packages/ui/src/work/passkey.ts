// Passkeys as a second factor of the work apps; the library comes only when somebody uses one.
import { type Body, Refused } from '@engawa/client';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** What the server wants an authenticator to answer. */
export type PasskeyAsked = {
  readonly challengeId: string;
  readonly options: Readonly<Record<string, unknown>>;
};
export type MadePasskey = Body<'/api/staff/second-factor/passkeys'>;
export type ShownPasskey = NonNullable<Body<'/api/staff/sign-in'>['passkey']>;

/** Whether this browser can use passkeys here: not in a page that came by plain HTTP. */
export const canPasskeys = 'PublicKeyCredential' in globalThis;

/** Lets the device make one. Throws `Refused` with the sentence when its dialog was closed. */
export async function makePasskey(
  { challengeId, options }: PasskeyAsked,
  closed: string,
): Promise<MadePasskey> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const response = await withDevice(closed, () => startRegistration({ optionsJSON }));
  return {
    challengeId,
    response: { ...response, clientExtensionResults: {} },
  };
}

/** Lets the device show one. Throws `Refused` with the sentence when its dialog was closed. */
export async function showPasskey(
  { challengeId, options }: PasskeyAsked,
  closed: string,
): Promise<ShownPasskey> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const response = await withDevice(closed, () => startAuthentication({ optionsJSON }));
  return {
    challengeId,
    response: { ...response, clientExtensionResults: {} },
  };
}

/** A dialog of the device that was closed is no error of ours; nothing that was typed is lost. */
async function withDevice<Response>(
  closed: string,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch {
    throw new Refused(0, 'passkey.closed', closed);
  }
}
