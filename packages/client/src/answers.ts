// What a call can come to: its answer, a refusal with a sentence for the reader, or no server at all.

/** The server said no: the code and sentence of its problem document (RFC 9457). */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  /** What the sentence was filled from, or the fields it is about. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** No answer came: the server is stopped or the network is away. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}

type Outcome<Data> = {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
};

/** Waits for a call whose answer is empty; throws `Refused` or `Unreachable`. */
export async function doneOf(call: Promise<Outcome<unknown>>): Promise<void> {
  refuse(await reach(call));
}

/** The data of a call; throws `Refused` or `Unreachable`. */
export async function answerOf<Data>(call: Promise<Outcome<Data>>): Promise<NonNullable<Data>> {
  const outcome = await reach(call);
  refuse(outcome);
  if (outcome.data === undefined || outcome.data === null) {
    throw new Refused(outcome.response.status, 'http.empty', '');
  }
  return outcome.data;
}

async function reach<Data>(call: Promise<Outcome<Data>>): Promise<Outcome<Data>> {
  try {
    return await call;
  } catch (error) {
    throw new Unreachable(error);
  }
}

function refuse({ error, response }: Outcome<unknown>): void {
  if (!response.ok) {
    const problem = isProblem(error) ? error : { code: `http.${response.status}`, detail: '' };
    throw new Refused(response.status, problem.code, problem.detail, detailsOf(error));
  }
}

function detailsOf(error: unknown): Readonly<Record<string, unknown>> {
  const details =
    typeof error === 'object' && error !== null && 'details' in error ? error.details : undefined;
  return typeof details === 'object' && details !== null ? { ...details } : {};
}

function isProblem(value: unknown): value is { code: string; detail: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'detail' in value &&
    typeof value.detail === 'string'
  );
}
