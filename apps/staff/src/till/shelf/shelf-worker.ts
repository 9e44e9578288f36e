// Keeps the catalogue beside the page, so that neither filling nor searching it ever holds the till up: what is kept in
// this browser first, then page by page from the house, then what changed.
import {
  findKept,
  forgetPages,
  type Kept,
  keepChanges,
  keepPage,
  readChanges,
  readPage,
} from './kept-pages.ts';
import type { TillItem } from './line.ts';
import type { Asked, Question, ShelfState, Told } from './messages.ts';
import { pageOf, ShelfIndex } from './shelf-index.ts';

type WorkerScope = {
  postMessage(told: Told, transfer: readonly Transferable[]): void;
  addEventListener(type: 'message', hear: (event: MessageEvent<Asked>) => void): void;
};
const scope = globalThis as unknown as WorkerScope;

const retryMsMax = 30_000;
/** What was written while a page was read is asked for again. */
const overlapMs = 10_000;

let index = new ShelfIndex();
let state: ShelfState = { items: 0, phase: 'opening', asOf: null, openedMs: null, isAway: false };
let kept: Kept | undefined;
let isBusy = false;
let isAskedAgain = false;
/** Asked before what is kept has been read: what is in the shop must not pass for unknown. */
const early: Question[] = [];
let hasRead = false;

function tell(change: Partial<ShelfState>): void {
  state = { ...state, ...change, items: index.size };
  scope.postMessage({ kind: 'state', state }, []);
}

function tellItems(number: number, items: readonly TillItem[]): void {
  scope.postMessage({ kind: 'items', number, items }, []);
}

type PageAnswer = { readonly rows: string; readonly next: string | null; readonly asOf: string };

async function fetchPage(query: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const answer = await fetch(`/api/tills/catalog?${new URLSearchParams(query).toString()}`);
  if (!answer.ok) {
    throw new Error(`the catalogue answered ${answer.status}`);
  }
  return (await answer.json()) as PageAnswer;
}

async function open(placeId: string): Promise<void> {
  const startedAt = performance.now();
  kept = await findKept();
  if (kept !== undefined && kept.placeId !== placeId) {
    await forgetPages();
    kept = undefined;
  }
  index = new ShelfIndex();
  const pages = kept?.pages ?? 0;
  index.reserve(pages * 10_000);
  for (let number = 0; number < pages; number += 1) {
    const page = await readPage(number);
    if (page !== undefined) {
      index.add(page);
    }
  }
  for (const rows of await readChanges()) {
    index.change(rows);
  }
  const isWhole = kept?.next === null;
  tell({
    phase: isWhole ? 'ready' : 'filling',
    asOf: kept?.asOf ?? null,
    openedMs: isWhole ? performance.now() - startedAt : null,
  });
  answerEarly();
  kept ??= { placeId, asOf: '', next: '', pages: 0 };
  await untilFilled(startedAt);
  await refresh();
}

/** The first time: page by page, each of which can be searched at once; goes on where it was cut off. */
async function untilFilled(startedAt: number): Promise<void> {
  let waitMs = 1000;
  let coming: Promise<PageAnswer> | undefined;
  while (kept !== undefined && kept.next !== null) {
    try {
      const answer = await (coming ?? fetchNext(kept.placeId, kept.next));
      // The next page is on its way while this one is folded and kept.
      coming = answer.next === null ? undefined : fetchNext(kept.placeId, answer.next);
      // Awaited in the next turn; until then nobody hears that it failed.
      coming?.catch(() => undefined);
      await take(kept, answer);
      waitMs = 1000;
    } catch {
      coming = undefined;
      tell({ isAway: true });
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(waitMs * 2, retryMsMax);
    }
  }
  if (state.phase !== 'ready') {
    tell({ phase: 'ready', openedMs: performance.now() - startedAt });
  }
}

function fetchNext(placeId: string, next: string): Promise<PageAnswer> {
  return fetchPage({ placeId, ...(next === '' ? {} : { after: next }) });
}

async function take({ placeId, asOf: before, pages }: Kept, answer: PageAnswer): Promise<void> {
  const page = pageOf(answer.rows);
  const isEmpty = page.rows.length === 0;
  // As of the first page: what changes while the others come is heard afterwards.
  const asOf = before === '' ? answer.asOf : before;
  kept = { placeId, asOf, next: answer.next, pages: pages + (isEmpty ? 0 : 1) };
  if (isEmpty) {
    await keepChanges('', kept);
  } else {
    await keepPage(pages, page, kept);
    index.add(page);
  }
  tell({ asOf, isAway: false });
}

/** Asks what changed since; one at a time, and once more when somebody asked meanwhile. */
async function refresh(): Promise<void> {
  if (isBusy || kept === undefined || kept.next !== null) {
    isAskedAgain = isBusy;
    return;
  }
  isBusy = true;
  try {
    const since = new Date(Date.parse(kept.asOf) - overlapMs).toISOString();
    let after: string | null = '';
    let asOf = '';
    while (after !== null) {
      const answer: PageAnswer = await fetchPage({
        placeId: kept.placeId,
        since,
        ...(after === '' ? {} : { after }),
      });
      asOf = asOf === '' ? answer.asOf : asOf;
      const news = index.change(answer.rows);
      await keepChanges(news, answer.next === null ? { ...kept, asOf } : kept);
      after = answer.next;
    }
    kept = { ...kept, asOf };
    tell({ asOf, isAway: false });
  } catch {
    tell({ isAway: true });
  } finally {
    isBusy = false;
  }
  if (isAskedAgain) {
    isAskedAgain = false;
    await refresh();
  }
}

scope.addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'open':
      // A browser that keeps nothing has nothing to find.
      void open(data.placeId).catch(answerEarly);
      break;
    case 'refresh':
      void refresh();
      break;
    case 'code':
    case 'search':
    case 'ids':
      if (hasRead) {
        find(data);
      } else {
        early.push(data);
      }
  }
});

function answerEarly(): void {
  hasRead = true;
  early.splice(0).forEach(find);
}

function find(question: Question): void {
  switch (question.kind) {
    case 'code': {
      const item = index.byCode(question.code);
      tellItems(question.number, item === undefined ? [] : [item]);
      break;
    }
    case 'search': {
      const items = index.search(question.text, question.limit);
      tellItems(question.number, items);
      break;
    }
    case 'ids': {
      const items = question.ids.flatMap((id) => index.byId(id) ?? []);
      tellItems(question.number, items);
      break;
    }
  }
}
