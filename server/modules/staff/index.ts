// The front door of staff.
export { addMember, ensureOwner, type MemberToAdd } from './add-member.ts';
export { countMembersWith } from './count-members.ts';
export { staffRefusals } from './errors.ts';
export { nameActors } from './name-actors.ts';
export { nameMembers } from './name-members.ts';
export { resetFactorOf } from './reset-factor.ts';
export { askNobodyForFactor, isExampleHouse } from './second-factor.ts';
