// Whether this browser may be known. Nothing is sent and nothing kept before she says yes; her answer is remembered
// here, in her browser, so that nobody asks twice. The house keeps a yes in its own book and gives the browser a token
// in a cookie; taking it back ends both.
import { useSyncExternalStore } from 'react';

export type Choice = 'unasked' | 'given' | 'refused';

const key = 'engawa.known';
const listeners = new Set<() => void>();
let choice: Choice | undefined;
let isAsking = false;
let isWaiting = false;

function read(): Choice {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'given' || kept === 'refused' ? kept : 'unasked';
  } catch {
    // A browser that keeps nothing is asked each time it matters.
    return 'unasked';
  }
}

export function choiceNow(): Choice {
  choice ??= read();
  return choice;
}

function keep(next: Choice): void {
  choice = next;
  isAsking = false;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Then it holds for this page.
  }
  announce();
}

function announce(): void {
  for (const listener of listeners) {
    listener();
  }
}

/** Shows the question, unless it has been answered; she may look first. */
export function askToBeKnown(): void {
  if (choiceNow() === 'unasked' && !isAsking && !isWaiting) {
    isWaiting = true;
    onceSheHasLooked(() => {
      isWaiting = false;
      if (choiceNow() === 'unasked') {
        isAsking = true;
        announce();
      }
    });
  }
}

const lookMs = 6000;
const acts = ['pointerdown', 'keydown', 'wheel', 'scroll', 'touchstart'] as const;

/** Runs when she has done something on this page, at the latest after some seconds. */
function onceSheHasLooked(run: () => void): void {
  if (navigator.userActivation.hasBeenActive) {
    run();
    return;
  }
  const control = new AbortController();
  const finish = () => {
    control.abort();
    clearTimeout(timer);
    run();
  };
  const timer = setTimeout(finish, lookMs);
  for (const act of acts) {
    addEventListener(act, finish, { passive: true, signal: control.signal });
  }
}

/** True when the house has heard it; a no that follows no yes stays in the browser and always works. */
export async function decide(next: 'given' | 'refused', language: string): Promise<boolean> {
  if (next === 'given' || choiceNow() === 'given') {
    const decision = next === 'given' ? 'given' : 'withdrawn';
    const answer = await fetch('/api/moments/consent', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ decision, channel: channelNow(), language }),
    }).catch(() => undefined);
    if (answer?.ok !== true) {
      return false;
    }
  }
  keep(next);
  return true;
}

/** The installed shop is an app; in a tab it is the web. */
export function channelNow(): 'app' | 'web' {
  return matchMedia('(display-mode: standalone)').matches ? 'app' : 'web';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Null while the page is not in the browser yet. */
export function useChoice(): Choice | null {
  return useSyncExternalStore<Choice | null>(subscribe, choiceNow, () => null);
}

/** Whether the question is before her. */
export function useIsAsking(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isAsking,
    () => false,
  );
}

/** Calls when her answer changes. */
export function onChoice(listener: () => void): () => void {
  return subscribe(listener);
}
