// Whoever is bound to one place writes for that place only. What names its place in the path or the body is held to
// it at the edge, for every module; what is found by its id is held to it by the route that found it.
import type { FastifyRequest } from 'fastify';
import { accessRefusals } from './http-refusals.ts';
import { tryParseId } from './ids.ts';
import type { Principal } from './sessions.ts';

/** Refuses with kernel.other_place unless one of these places (uuids) is the caller's, or the caller acts for all. */
export function refuseOtherPlace(
  { placeId }: Pick<Principal, 'placeId'>,
  ...places: readonly (string | null)[]
): void {
  if (placeId !== null && !places.includes(placeId)) {
    throw accessRefusals.other_place();
  }
}

/** The same for the place that a request for a write names itself. */
export function refuseNamedOtherPlace(request: FastifyRequest): void {
  const { access = 'public' } = request.routeOptions.config;
  if (request.principal.placeId === null || !access.endsWith('.write')) {
    return;
  }
  for (const part of [request.params, request.body]) {
    const named = placeNamedIn(part);
    if (named !== undefined) {
      refuseOtherPlace(request.principal, tryParseId('place', named) ?? named);
    }
  }
}

function placeNamedIn(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null || !('placeId' in part)) {
    return undefined;
  }
  return typeof part.placeId === 'string' ? part.placeId : undefined;
}
