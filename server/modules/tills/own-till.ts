// Who may act for a till: staff who sell, a system with a key, and the enrolled till itself, since what it sold on
// days without a line is told when nobody is signed in. A till acts for its own place.
import { refuseOtherPlace } from '#kernel/own-place';
import { isAllowed } from '#kernel/roles';
import type { Principal } from '#kernel/sessions';
import { tillsRefusals } from './errors.ts';

/** Refuses with tills.till_needed and, for another place than its own, kernel.other_place. */
export function assertTill(principal: Principal, placeId: string): void {
  const isDevice = principal.kind === 'device' && principal.placeId !== null;
  if (!isDevice && !isAllowed(principal.roles, 'tills.write')) {
    throw tillsRefusals.till_needed();
  }
  refuseOtherPlace(principal, placeId);
}
