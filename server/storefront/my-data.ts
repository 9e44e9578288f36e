// What the shop's page of her data is given.
import type { OrderGlimpse } from './contract.ts';

/** What is known of her, who saw it, who was given some, and what she agreed to. */
export type MyDataPage = {
  /** Since when every use but what contract and law demand is stopped; null while it is not. */
  readonly stoppedAt: string | null;
  /** Her last orders while use is stopped: her account does not show them then. */
  readonly orders: readonly OrderGlimpse[];
  readonly purposes: readonly {
    readonly purpose: string;
    readonly isGiven: boolean;
    /** What she is asked, in the language of the page. */
    readonly text: string;
  }[];
  readonly looks: readonly {
    readonly at: string;
    readonly by: string;
    readonly reason: string;
    readonly what: string;
  }[];
  readonly transfers: readonly {
    readonly at: string;
    readonly direction: string;
    readonly party: string;
    readonly items: readonly string[];
  }[];
  /** The partner companies of the house, and what she shows to each. */
  readonly partners: readonly {
    readonly partyId: string;
    readonly nameJa: string;
    readonly nameEn: string | null;
    readonly isShared: boolean;
    readonly items: readonly string[];
  }[];
  /** Records that are only probably hers: people look at them before they go. */
  readonly probable: number;
};
