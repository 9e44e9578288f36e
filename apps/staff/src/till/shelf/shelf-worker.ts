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
import type { Asked, ShelfState, Told } from './messages.ts';
import { foldPage, ShelfIndex } from './shelf-index.ts';

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
  for (let number = 0; number < (kept?.pages ?? 0); number += 1) {
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
  kept ??= { placeId, asOf: '', next: '', pages: 0 };
  await untilFilled(startedAt);
  await refresh();
}

/** The first time: page by page, each of which can be searched at once; goes on where it was cut off. */
async function untilFilled(startedAt: number): Promise<void> {
  let waitMs = 1000;
  while (kept !== undefined && kept.next !== null) {
    try {
      await fillOne(kept);
      waitMs = 1000;
    } catch {
      tell({ isAway: true });
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(waitMs * 2, retryMsMax);
    }
  }
  if (state.phase !== 'ready') {
    tell({ phase: 'ready', openedMs: performance.now() - startedAt });
  }
}

async function fillOne(before: Kept): Promise<void> {
  const { placeId, next, pages } = before;
  const answer = await fetchPage({
    placeId,
    ...(next === null || next === '' ? {} : { after: next }),
  });
  const page = { rows: answer.rows, folded: foldPage(answer.rows) };
  // As of the first page: what changes while the others come is heard afterwards.
  const asOf = before.asOf === '' ? answer.asOf : before.asOf;
  kept = { placeId, asOf, next: answer.next, pages: pages + (page.rows === '' ? 0 : 1) };
  if (page.rows === '') {
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
      index.change(answer.rows);
      await keepChanges(answer.rows, answer.next === null ? { ...kept, asOf } : kept);
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
      void open(data.placeId);
      break;
    case 'refresh':
      void refresh();
      break;
    case 'code': {
      const item = index.byCode(data.code);
      tellItems(data.number, item === undefined ? [] : [item]);
      break;
    }
    case 'search': {
      const items = index.search(data.text, data.limit);
      tellItems(data.number, items);
      break;
    }
    case 'ids': {
      const items = data.ids.flatMap((id) => index.byId(id) ?? []);
      tellItems(data.number, items);
      break;
    }
  }
});
