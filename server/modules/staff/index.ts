// The front door of staff.
export { addMember, ensureOwner, type MemberToAdd } from './add-member.ts';
export { staffRefusals } from './errors.ts';
export { nameMembers } from './name-members.ts';
