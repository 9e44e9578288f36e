// What a call can come to: its answer, a refusal with a sentence for the reader, or no server at all.

/** The server said no: the code and sentence of its problem document (RFC 9457). */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }
}

/** No answer came: the server is stopped or the network is away. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}

type Outcome<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response };

/** The data of a call; throws `Refused` or `Unreachable`. */
export async function answerOf<Data>(call: Promise<Outcome<Data>>): Promise<NonNullable<Data>> {
  let outcome: Outcome<Data>;
  try {
    outcome = await call;
  } catch (error) {
    throw new Unreachable(error);
  }
  const { data, error, response } = outcome;
  if (data !== undefined && data !== null && response.ok) {
    return data;
  }
  const problem = isProblem(error) ? error : { code: `http.${response.status}`, detail: '' };
  throw new Refused(response.status, problem.code, problem.detail);
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
