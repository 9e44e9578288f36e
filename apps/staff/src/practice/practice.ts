// Practice for the whole tablet, one switch for all rooms: what is pressed stays on the tablet, nothing reaches the books,
// and a band says so at all times. It ends by the band, in the settings, or with the page's storage.
import type { EngawaClient } from '@engawa/client';
import { storedLanguage } from '@engawa/ui/work';
import { practise, tillState, useTill } from '../till/till-state.ts';
import { practiceEn } from '../words/practice-en.ts';
import { practiceJa } from '../words/practice-ja.ts';
import { lay, passes, pretend } from './pretend.ts';

type Middleware = Parameters<EngawaClient['use']>[number];

const laid = new Map<string, Readonly<Record<string, unknown>>>();

/** The till had practice first; it is the same switch. */
export function usePractice(): boolean {
  return useTill().isPractice;
}

export function isPractising(): boolean {
  return tillState().isPractice;
}

/** What was pressed before is forgotten both ways: practice begins and ends with what is so. */
export function setPractice(isPractice: boolean): void {
  laid.clear();
  practise(isPractice);
}

/** Stops every write in practice, and lays what was pressed over what the house answers. */
export const stopWrites: Middleware = {
  onRequest: async ({ request }) => {
    if (!isPractising()) {
      // Practice may have been ended at the till.
      laid.clear();
      return undefined;
    }
    const path = new URL(request.url).pathname;
    if (request.method === 'GET' || passes(path)) {
      return undefined;
    }
    const deed = pretend(path, await bodyOf(request));
    if (deed === undefined) {
      const words = storedLanguage() === 'en' ? practiceEn : practiceJa;
      const problem = { code: 'practice.not_sent', status: 409, detail: words.notSent };
      return new Response(JSON.stringify(problem), {
        status: 409,
        headers: { 'content-type': 'application/problem+json' },
      });
    }
    laid.set(deed.of, { ...laid.get(deed.of), ...deed.change });
    return asJson({ id: deed.of, ...deed.change });
  },
  onResponse: async ({ request, response }) => {
    const isJson = response.headers.get('content-type')?.includes('application/json') === true;
    if (!isPractising() || laid.size === 0 || request.method !== 'GET' || !response.ok || !isJson) {
      return undefined;
    }
    return asJson(lay(await response.json(), laid));
  },
};

async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  try {
    const body: unknown = await request.clone().json();
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}

function asJson(answer: unknown): Response {
  return new Response(JSON.stringify(answer), {
    headers: { 'content-type': 'application/json' },
  });
}
