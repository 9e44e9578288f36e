// Nothing that hangs on a person is left out of what she is shown: every table of the schema that names a record is in
// the share of a module, or is listed here with the reason why it holds nothing of hers.
import { expect, test } from '#testing';
import { disclosures } from '../../modules.ts';

/** Tables that name a record and hold nothing to disclose. */
const nothingToShow: Readonly<Record<string, string>> = {
  'accounts.challenge': 'what an authenticator has to sign, for five minutes',
  'accounts.outside_trip': 'a sign-in on its way, for ten minutes',
  'customers.link':
    'ids of two records and why they are one person; the signs are told with the records',
  'customers.link_refusal': 'keyed hashes and counts; why a link was not made',
  'customers.token': 'keyed hashes of what is in the profile',
  'identity.block': 'keyed hashes of what is in the profile',
  'identity.fresh_block': 'keyed hashes of what is in the profile',
  'identity.pair': 'would tell her of other people; what is decided shows as links',
  'identity.scored': 'when the record was last compared',
  'moments.quarantine': 'sealed whole and unread; goes with the record',
  'offers.promotion_count': 'how often an offer was used, to hold its limit; the orders tell of it',
  'privacy.erasure': 'about records of which nothing is left',
  'privacy.record_key': 'the key itself',
  'rights.request': 'requests are shown to her as looks and erasures',
};

test('every table that names a record is disclosed to her, or holds nothing of hers', async ({
  house,
}) => {
  const { rows } = await house.db.pool.query<{ name: string }>(`
    SELECT DISTINCT c.table_schema || '.' || c.table_name AS name FROM information_schema.columns c
    JOIN pg_class k ON k.oid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass
    WHERE (c.column_name LIKE '%record_id%' OR c.column_name IN ('record_a', 'record_b', 'owner_id')
        OR c.column_name = 'record_ids')
      AND NOT k.relispartition AND c.table_schema NOT IN ('kernel', 'information_schema', 'pg_catalog')
    ORDER BY 1`);
  const told = new Set(disclosures.flatMap(({ tables }) => tables));
  const silent = rows
    .map(({ name }) => name)
    .filter((name) => !told.has(name) && !Object.hasOwn(nothingToShow, name));
  expect(silent, 'name these tables in the `disclose.ts` of their module').toEqual([]);
  // Named through another: a phone by the card that it shows.
  const known = new Set([...rows.map(({ name }) => name), 'cards.phone']);
  const gone = [...told, ...Object.keys(nothingToShow)].filter(
    (name) => !known.has(name) && name !== 'customers.record',
  );
  expect(gone, 'these tables are no more, or name no record').toEqual([]);
});
