// Who took over without a line, until the house has seen the PIN too. The session is still that of the one before:
// nothing may be done by it in another's name, so the tablet locks itself as soon as the house answers.
import type { Me } from './use-me.ts';

const storageKey = 'engawa-away-clerk';

export function awayClerk(): Me | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Me | null;
  } catch {
    return null;
  }
}

export function setAwayClerk(me: Me | null): void {
  if (me === null) {
    localStorage.removeItem(storageKey);
  } else {
    localStorage.setItem(storageKey, JSON.stringify(me));
  }
}
