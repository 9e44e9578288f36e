// A points master behind a small adapter over HTTP: PUT {address}/orders/{id} with how the order should stand, and
// PUT {address}/postings/{id} for points beside orders. 200 answers how it stands there, 409 and 422 that it does not want to; whatever else happens is no answer.
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Config } from '#kernel/config';
import type { MasterAnswer, PointMaster } from './point-master.ts';

const Answer = Type.Object({
  state: Type.Union([Type.Literal('held'), Type.Literal('settled'), Type.Literal('released')]),
  balance: Type.Optional(Type.Integer()),
});
const No = Type.Object({ reason: Type.String({ maxLength: 200 }) });
const answer = Compile(Answer);
const no = Compile(No);

/** Undefined where no address is set. */
export function httpMaster(config: Config): PointMaster | undefined {
  const { pointsMasterUrl: address, pointsMasterKey: key, pointsMasterTimeoutMs } = config;
  if (address === undefined) {
    return undefined;
  }
  return {
    tell: async ({ kind, subjectId, ...call }) => {
      const response = await fetch(`${address.replace(/\/$/, '')}/${kind}s/${subjectId}`, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(call),
        redirect: 'error',
        signal: AbortSignal.timeout(pointsMasterTimeoutMs),
      });
      return read(response.status, await response.json());
    },
  };
}

function read(status: number, body: unknown): MasterAnswer {
  if (status === 200 && answer.Check(body)) {
    const { state, balance }: Static<typeof Answer> = body;
    return balance === undefined ? { state } : { state, balance };
  }
  if (status === 409 || status === 422) {
    return { state: 'refused', reason: no.Check(body) ? body.reason : `HTTP ${status}` };
  }
  throw new Error(`the points master answered ${status}`);
}
