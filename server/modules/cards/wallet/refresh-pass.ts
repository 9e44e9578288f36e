// Cards in wallets follow the ledger: a change marks the pass, and a job tells Apple's devices and Google, outside of any
// transaction.
import { tryParseId } from '#kernel/ids';
import { enqueueMany, type Job } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { unsealSecret } from '#kernel/sealing';
import { transaction } from '#kernel/transaction';
import { showCard } from '../show-card.ts';
import { pushToApple } from './apple-push.ts';
import { patchGooglePass } from './google-pass.ts';
import {
  changePassRows,
  dropDeviceRow,
  findPassRow,
  listDeviceRows,
  pushTokenUse,
} from './store.ts';
import { walletsOf } from './wallets.ts';

export const refreshPassJob: Job<{ readonly serial: string }> = {
  name: 'cards.refresh_pass',
  run: async (db, { serial }) => {
    const { apple, google } = walletsOf(db);
    const pass = await findPassRow(db, serial);
    if (pass === undefined) {
      return;
    }
    if (apple !== undefined) {
      const devices = (await listDeviceRows(db, serial)).map(({ device, push_token_sealed }) => ({
        device,
        token: unsealSecret(db.masters, pushTokenUse, push_token_sealed),
      }));
      const tokens = devices.map(({ token }) => token);
      const gone = tokens.length === 0 ? [] : await pushToApple(apple, tokens);
      for (const { device } of devices.filter(({ token }) => gone.includes(token))) {
        await dropDeviceRow(db, device, serial);
      }
    }
    if (google !== undefined && pass.in_google) {
      const options = { actor: 'job:cards.refresh_pass' };
      const card = await transaction(db, options, (tx) => showCard(tx, pass.record_id));
      await patchGooglePass(google, serial, card, db.clock.now().epochMilliseconds);
    }
  },
};

export const passListener: Listener = {
  name: 'cards.passes',
  hears: ['ledger.posted', 'offers.coupon_issued', 'offers.coupon_claimed'],
  handle: async (tx, events) => {
    const recordIds = events.flatMap(({ recordid }) =>
      recordid === null ? [] : (tryParseId('record', recordid) ?? []),
    );
    const serials = await changePassRows(tx, [...new Set(recordIds)]);
    await enqueueMany(
      tx,
      refreshPassJob,
      serials.map((serial) => ({ payload: { serial }, key: `cards.refresh_pass:${serial}` })),
    );
  },
};
