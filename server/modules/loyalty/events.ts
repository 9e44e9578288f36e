// What loyalty announces: codes and amounts; whose it is stands in the event's record.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

export const loyaltyRewardTaken = defineEvent(
  'loyalty.reward_taken',
  1,
  Type.Object({ rewardId: Type.String(), cardId: Type.String(), choice: Type.String() }),
);

export const loyaltyInviteAccepted = defineEvent(
  'loyalty.invite_accepted',
  1,
  Type.Object({ inviteeRecordId: Type.String() }),
);

/** Rules, cards or tiers were changed. */
export const loyaltySettingChanged = defineEvent(
  'loyalty.setting_changed',
  1,
  Type.Object({ kind: Type.String(), code: Type.String() }),
);
