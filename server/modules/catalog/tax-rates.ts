// Japan's consumption tax, whole (national and local) rates by the day from which they hold. Before 1989-04-01
// there was none. Source: 消費税法 and its changes of 1997, 2014 and 2019.
import type { House } from '#kernel/module';
import { transaction } from '#kernel/transaction';
import { insertTaxRateRows, type TaxClass } from './store.ts';

const taxed = [
  ['1989-04-01', 300, 300],
  ['1997-04-01', 500, 500],
  ['2014-04-01', 800, 800],
  ['2019-10-01', 1000, 800],
] as const;

const japaneseTaxRates: readonly {
  taxClass: TaxClass;
  validFrom: string;
  rateBp: number;
}[] = [
  { taxClass: 'exempt', validFrom: '1989-04-01', rateBp: 0 },
  ...taxed.flatMap(([validFrom, standardBp, reducedBp]) => [
    { taxClass: 'standard' as const, validFrom, rateBp: standardBp },
    { taxClass: 'reduced' as const, validFrom, rateBp: reducedBp },
  ]),
];

/** Puts in the rates that are missing; those that somebody changed stay. */
export async function prepareTaxRates({ db }: House): Promise<void> {
  await transaction(db, {}, (tx) => insertTaxRateRows(tx, japaneseTaxRates));
}
