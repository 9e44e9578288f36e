// What a till does with an allowance while it has no network: it checks the signature of the house, and accepts value up
// to what was promised, to this till, until it ends. What it has accepted it keeps beside, so that the sum never passes
// the promise.

export type Allowance = {
  readonly allowanceId: string;
  readonly placeId: string;
  readonly till: string;
  readonly recordId: string;
  readonly points: number;
  readonly couponCodes: readonly string[];
  /** RFC 3339. */
  readonly expiresAt: string;
};

/** The public key of the house: `GET /api/allowances/key`. */
export type AllowanceKey = { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );

/** What the house has promised; undefined when it was not signed by this house. */
export async function readAllowance(
  token: string,
  key: AllowanceKey,
): Promise<Allowance | undefined> {
  const [head = '', body = '', signature = ''] = token.split('.');
  try {
    const known = await crypto.subtle.importKey('jwk', { ...key }, { name: 'Ed25519' }, false, [
      'verify',
    ]);
    const signed = new TextEncoder().encode(`${head}.${body}`);
    const isOurs = await crypto.subtle.verify('Ed25519', known, bytesOf(signature), signed);
    return isOurs ? (JSON.parse(new TextDecoder().decode(bytesOf(body))) as Allowance) : undefined;
  } catch {
    return undefined;
  }
}

export type Accepted = { readonly points: number; readonly couponCodes: readonly string[] };

/**
 * Whether a till may accept this now, after what it has accepted by the same allowance before. False is a clear no, not
 * a question to the house.
 */
export function mayAccept(
  allowance: Allowance,
  before: Accepted,
  wish: Accepted,
  at: { readonly till: string; readonly recordId: string; readonly nowMs: number },
): boolean {
  const isItsOwn = allowance.till === at.till && allowance.recordId === at.recordId;
  const isInTime = at.nowMs < Date.parse(allowance.expiresAt);
  const isWithin = before.points + wish.points <= allowance.points;
  const areKept = wish.couponCodes.every(
    (code) => allowance.couponCodes.includes(code) && !before.couponCodes.includes(code),
  );
  return isItsOwn && isInTime && isWithin && areKept;
}
