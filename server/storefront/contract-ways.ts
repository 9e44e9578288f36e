// What the page of her ways in is given: like contract.ts, types only.

type Device = { readonly browser: string; readonly system: string };

/** Her ways in and the devices that are signed in. */
export type WaysPage = {
  readonly passkeys: readonly (Device & {
    readonly id: string;
    readonly createdAt: string;
    readonly usedAt: string | null;
  })[];
  readonly contacts: readonly { readonly kind: 'email' | 'phone'; readonly value: string }[];
  readonly line: { readonly isOffered: boolean; readonly isJoined: boolean };
  readonly sessions: readonly (Device & {
    readonly id: string;
    readonly method: string;
    readonly isThis: boolean;
    readonly openedAt: string;
  })[];
};
