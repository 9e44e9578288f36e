import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.gen.ts';

export type EngawaClient = Client<paths>;

export type ClientOptions = {
  /** Where the server is; this page's own by default. */
  readonly baseUrl?: string;
  /** The language that refusals are worded in, asked at each call. */
  readonly language?: () => string;
};

/** A client that sends this browser's sign-in along and asks for refusals in the reader's language. */
export function createEngawaClient({ baseUrl = '', language }: ClientOptions = {}): EngawaClient {
  const client = createClient<paths>({ baseUrl, credentials: 'same-origin' });
  client.use({
    onRequest: ({ request }) => {
      if (language !== undefined) {
        request.headers.set('accept-language', language());
      }
      return request;
    },
  });
  return client;
}
