// LINE Login as an OpenID Connect provider: authorization code with PKCE, state and nonce. LINE signs ID tokens of web
// logins by HS256 with the channel's secret, so the signature is checked here; everything else of the token (issuer,
// audience, times, nonce) is checked by the library. Only the ID token says who she is, never a profile.
// Source: developers.line.biz, LINE Login v2.1, "Verify ID token".
import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Config } from '#kernel/config';

export type Trip = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
};

/** Who came back: her user id at the provider. The name and picture she shows there are not asked for. */
export type OutsidePerson = { readonly subject: string };

export type OutsideProvider = {
  /** User ids count within it: LINE gives the same person another one to another provider. */
  readonly name: string;
  /** Begins a trip; answers where the browser goes. */
  begin(redirectUri: string): Promise<{ readonly address: string; readonly trip: Trip }>;
  /** Rejects when anything of the answer is not as it must be. */
  finish(callback: URL, trip: Trip): Promise<OutsidePerson>;
};

const timeoutS = 10;

/** Undefined where no channel is set. */
export function lineProvider(config: Config): OutsideProvider | undefined {
  const { lineLoginIssuer, lineLoginChannelId, lineLoginChannelSecret, lineProviderId } = config;
  if (lineLoginChannelId === undefined || lineLoginChannelSecret === undefined) {
    return undefined;
  }
  const issuer = new URL(lineLoginIssuer);
  let found: Promise<Configuration> | undefined;
  const client = (): Promise<Configuration> => {
    found ??= discovery(
      issuer,
      lineLoginChannelId,
      { client_secret: lineLoginChannelSecret, id_token_signed_response_alg: 'HS256' },
      ClientSecretPost(lineLoginChannelSecret),
      {
        timeout: timeoutS,
        // A provider that runs beside a test on this machine.
        execute: isOwnMachine(issuer) ? [allowInsecureRequests] : [],
      },
    ).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return {
    name: lineProviderId,
    begin: async (redirectUri) => {
      const trip = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
      };
      const address = buildAuthorizationUrl(await client(), {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, trip };
    },
    finish: async (callback, { state, nonce, verifier }) => {
      const tokens = await authorizationCodeGrant(await client(), callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined || !isSigned(tokens.id_token ?? '', lineLoginChannelSecret)) {
        throw new Error('the ID token is missing or was not signed with the secret of the channel');
      }
      return { subject: claims.sub };
    },
  };
}

function isOwnMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function isSigned(token: string, secret: string): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
