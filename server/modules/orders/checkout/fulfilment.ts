// Whether a place can do what an order asks of it. No place is online or offline; it has capabilities.
import type { Refusal } from '#kernel/errors';
import { type Capability, capabilities, type PlaceRow } from '#places';
import { ordersRefusals } from '../errors.ts';
import type { OrderToPlace } from './order-to-place.ts';

/** The refusal, or undefined when the places can serve the order. */
export function cannotServe(
  input: OrderToPlace,
  place: PlaceRow,
  handover: PlaceRow | undefined,
): Refusal | undefined {
  if (!can(place, 'sells')) {
    return ordersRefusals.place_cannot({ place: place.name_ja, capability: 'sells' });
  }
  if (input.fulfilment === 'carry_out' && input.lines.some(({ day }) => day !== undefined)) {
    return ordersRefusals.day_needs_handover();
  }
  if (input.fulfilment === 'pickup') {
    return pickupRefusal(input, handover);
  }
  if (input.fulfilment === 'kitchen') {
    return can(place, 'cooks')
      ? pickupRefusal(input, handover)
      : ordersRefusals.place_cannot({ place: place.name_ja, capability: 'cooks' });
  }
  if (input.fulfilment === 'delivery') {
    // Of what another place sends, routing asks whether it can.
    if (input.isFromAnywhere !== true && !can(place, 'delivers') && !can(place, 'ships')) {
      return ordersRefusals.place_cannot({ place: place.name_ja, capability: 'delivers' });
    }
    const { contact } = input;
    const hasName = contact?.fullName !== undefined || contact?.familyName !== undefined;
    if (!hasName || contact?.address === undefined) {
      return ordersRefusals.contact_needed();
    }
  }
  return undefined;
}

function pickupRefusal(input: OrderToPlace, handover: PlaceRow | undefined): Refusal | undefined {
  if (input.handoverPlaceId === undefined) {
    return ordersRefusals.handover_place_needed();
  }
  if (handover === undefined) {
    return ordersRefusals.place_unknown();
  }
  if (!handover.is_active) {
    return ordersRefusals.place_closed({ place: handover.name_ja });
  }
  return can(handover, 'hands_over')
    ? undefined
    : ordersRefusals.place_cannot({ place: handover.name_ja, capability: 'hands_over' });
}

function can(place: PlaceRow, capability: Capability): boolean {
  return (place.capabilities & capabilities[capability]) !== 0;
}
