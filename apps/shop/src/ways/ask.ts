// Asks the house for something about signing in. Where many tried from this network the house wants a proof of work; the
// browser finds it by itself, in a second or so, and asks again.

export type Said = {
  /** Undefined when it went well, else the sentence that says what to do. */
  readonly failure: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Asking = {
  readonly language: string;
  readonly failed: string;
  /** What to do where the input has not the form that it should; the house knows fields, not what a page asks for. */
  readonly unfit?: string;
};

export async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: object | undefined,
  asking: Asking,
): Promise<Said> {
  try {
    const first = await askOnce(method, path, body, asking.language);
    const proof = first.ok ? undefined : await proofFor(first.body);
    const { ok, body: said } =
      proof === undefined ? first : await askOnce(method, path, body, asking.language, proof);
    return { failure: ok ? undefined : failureOf(said, asking), body: said };
  } catch {
    return { failure: asking.failed, body: {} };
  }
}

function failureOf(said: Readonly<Record<string, unknown>>, { failed, unfit }: Asking): string {
  if (said['code'] === 'kernel.input_invalid' && unfit !== undefined) {
    return unfit;
  }
  return 'detail' in said ? String(said['detail']) : failed;
}

async function askOnce(
  method: string,
  path: string,
  body: object | undefined,
  language: string,
  proof?: string,
): Promise<{ ok: boolean; body: Record<string, unknown> }> {
  const answer = await fetch(path, {
    method,
    headers: {
      'accept-language': language,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(proof === undefined ? {} : { 'engawa-proof': proof }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const told: unknown = text === '' ? {} : JSON.parse(text);
  const isObject = typeof told === 'object' && told !== null;
  return { ok: answer.ok, body: isObject ? { ...told } : {} };
}

/** Undefined where none is wanted, or where the page is not in a secure context and cannot hash. */
async function proofFor(problem: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  const { code, details } = problem as {
    readonly code?: string;
    readonly details?: { readonly ticket?: string; readonly bits?: number };
  };
  const { ticket, bits } = details ?? {};
  if (code !== 'customers.proof_needed' || ticket === undefined || bits === undefined) {
    return undefined;
  }
  if (!('subtle' in crypto)) {
    return undefined;
  }
  const encoder = new TextEncoder();
  for (let nonce = 0; ; nonce += 1) {
    const proof = `${ticket}:${nonce}`;
    const hash = new DataView(await crypto.subtle.digest('SHA-256', encoder.encode(proof)));
    if (Math.clz32(hash.getUint32(0)) >= bits) {
      return proof;
    }
  }
}
