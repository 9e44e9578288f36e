// A real OpenID Connect provider on this machine that answers as LINE does: HS256 ID tokens signed with the channel's
// secret, `sub` as U…, `amr`, name and picture beside it, client_secret_post, and one page that asks whether to go on.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type LineLike = {
  /** The issuer, http://127.0.0.1:…; give it to the house as LINE_LOGIN_ISSUER. */
  readonly issuer: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Who is before the screen of LINE from now on. */
  person: string;
  close(): Promise<void>;
};

const channel = { id: '1650000000', secret: '0123456789abcdef0123456789abcdef' };

/** Starts the provider for a house at these addresses (its redirect URIs). */
export async function openLineLike(houseAddresses: readonly string[]): Promise<LineLike> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: LineLike = {
    issuer,
    environment: {
      LINE_LOGIN_ISSUER: issuer,
      LINE_LOGIN_CHANNEL_ID: channel.id,
      LINE_LOGIN_CHANNEL_SECRET: channel.secret,
      LINE_PROVIDER_ID: 'provider-1',
    },
    person: 'U0000000000000000000000000000001a',
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: channel.id,
        client_secret: channel.secret,
        redirect_uris: houseAddresses.map((address) => `${address}/api/accounts/line/return`),
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'HS256',
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: ['HS256', 'RS256'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'name', 'picture', 'amr'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of this test only'] },
    interactions: { url: (_ctx, { uid }) => `/agree/${uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: '花子', picture: `${issuer}/picture.png`, amr: ['linesso'] }),
    }),
  });
  const answer = provider.callback();
  server.on('request', (request, reply) => {
    if (request.url?.startsWith('/agree/') !== true) {
      void answer(request, reply);
    } else if (request.method === 'POST') {
      void agree(provider, self.person, request, reply);
    } else {
      reply.setHeader('content-type', 'text/html; charset=utf-8');
      reply.end(
        `<!doctype html><html lang="ja"><title>LINE</title><form method="post"><button>許可する</button></form>`,
      );
    }
  });
  return self;
}

async function agree(
  provider: Provider,
  person: string,
  request: Parameters<Provider['interactionFinished']>[0],
  reply: Parameters<Provider['interactionFinished']>[1],
): Promise<void> {
  const { params } = await provider.interactionDetails(request, reply);
  const grant = new provider.Grant({ accountId: person, clientId: String(params.client_id) });
  grant.addOIDCScope('openid');
  const grantId = await grant.save();
  const result = { login: { accountId: person }, consent: { grantId } };
  await provider.interactionFinished(request, reply, result, { mergeWithLastSubmission: false });
}
