// The typed client of the Engawa API, for browsers and tools.
export {
  type Accepted,
  type Allowance,
  type AllowanceKey,
  mayAccept,
  readAllowance,
} from './allowance.ts';
export { answerOf, doneOf, Refused, Unreachable } from './answers.ts';
export { askInTurn } from './ask-in-turn.ts';
export { createEngawaClient, type EngawaClient } from './client.ts';
export { type Following, followLog } from './follow-log.ts';
export type { Answer, Body, LoggedEvent } from './shapes.ts';
