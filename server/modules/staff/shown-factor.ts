// A second factor as a request shows it: a passkey answers for the address at which people reach this house.
import type { FastifyRequest } from 'fastify';
import type { House } from '#kernel/module';
import { partyOf, type UsedPasskey } from '#kernel/webauthn';
import type { Shown } from './second-factor.ts';

type Given = {
  readonly code?: string | undefined;
  readonly passkey?: UsedPasskey | undefined;
};

export function shownBy({ config }: House, request: FastifyRequest, given: Given = {}): Shown {
  const { code, passkey } = given;
  return {
    ...(code === undefined ? {} : { code }),
    ...(passkey === undefined
      ? {}
      : { passkey: { party: partyOf(config, request), answer: passkey } }),
  };
}
