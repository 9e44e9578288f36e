import type { FastifyRequest } from 'fastify';
import { parseId } from '#kernel/ids';
import { stockRefusals } from './errors.ts';

/** The place's uuid; whoever is bound to one place acts for that place only. Refuses with stock.other_place. */
export function ownPlace(request: FastifyRequest, placeId: string): string {
  const id = parseId('place', placeId);
  refuseOtherPlace(request, id);
  return id;
}

/** The same for a uuid; a maker (null) is nobody's place. */
export function refuseOtherPlace(request: FastifyRequest, id: string | null): void {
  const own = request.principal.placeId;
  if (own !== null && own !== id) {
    throw stockRefusals.other_place();
  }
}
