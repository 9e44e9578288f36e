// A reader of server-sent events that does nothing by itself: it tells what came and how it ended.
export type SseMessage = { readonly id: string; readonly event: string; readonly data: string };

export type SseReader = {
  /** Resolves when the stream has ended, by either side. */
  readonly ended: Promise<void>;
  close(): void;
};

/** Opens a stream; `onMessage` hears every message. Rejects when the answer is no stream. */
export async function readSse(
  url: string,
  headers: Readonly<Record<string, string>>,
  onMessage: (message: SseMessage) => void,
): Promise<SseReader> {
  const control = new AbortController();
  const answer = await fetch(url, { headers, signal: control.signal });
  if (answer.status !== 200 || answer.body === null) {
    throw new Error(`${url} answered ${answer.status} instead of a stream`);
  }
  const follow = async (body: AsyncIterable<Uint8Array>) => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (control.signal.aborted) {
          return;
        }
        onMessage(parse(block));
      }
    }
  };
  // A stream that is cut off is an end like any other; the cursor tells where.
  const ended = follow(answer.body).catch(() => undefined);
  return { ended, close: () => control.abort() };
}

function parse(block: string): SseMessage {
  const message = { id: '', event: 'message', data: '' };
  for (const line of block.split('\n')) {
    const at = line.indexOf(': ');
    const field = line.slice(0, at);
    if (field === 'id' || field === 'event' || field === 'data') {
      message[field] = line.slice(at + 2);
    }
  }
  return message;
}
