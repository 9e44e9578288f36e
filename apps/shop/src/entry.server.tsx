// Renders a page in the server. Bots get the whole page at once, people get it as it comes.
import { isbot } from 'isbot';
import { renderToReadableStream } from 'react-dom/server';
import {
  createRequestHandler,
  type EntryContext,
  RouterContextProvider,
  type ServerBuild,
  ServerRouter,
} from 'react-router';
import { type PageContext, pageContext } from './context.ts';
import { en } from './words/en.ts';
import { ja } from './words/ja.ts';
import { keepWords } from './words/use-words.ts';

keepWords('ja', ja);
keepWords('en', en);

/** The server calls this with the build that it loaded, so React and its router live in one bundle. */
export function createHandler(build: ServerBuild) {
  const handle = createRequestHandler(build, 'production');
  return (request: Request, page: PageContext): Promise<Response> => {
    const context = new RouterContextProvider();
    context.set(pageContext, page);
    return handle(request, context);
  };
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> {
  const { nonce } = loadContext.get(pageContext);
  let failed = status;
  const stream = await renderToReadableStream(
    <ServerRouter context={routerContext} url={request.url} nonce={nonce} />,
    {
      nonce,
      signal: request.signal,
      onError: () => {
        failed = 500;
      },
    },
  );
  if (isbot(request.headers.get('user-agent') ?? '')) {
    await stream.allReady;
  }
  headers.set('content-type', 'text/html; charset=utf-8');
  if (!headers.has('cache-control')) {
    headers.set('cache-control', 'private, no-cache');
  }
  return new Response(stream, { status: failed, headers });
}

/** A bug is written down by the server that called; pages only say that something went wrong. */
export function handleError(error: unknown): void {
  if (error instanceof Error && error.name !== 'ShopNotOpenYet' && error.name !== 'AbortError') {
    console.error(error.stack ?? error.message);
  }
}
