// Purposes of use (APPI arts. 17, 18, 21). A transaction declares one; row security compares its bit with
// the consent mask on the row. `service` is what she asked for herself (her order, her booking, her card)
// and is set on every row; the others need her consent. Codes follow the W3C Data Privacy Vocabulary's
// purposes where one exists. A purpose is never re-used: bits are for ever. `duty` is what contract and law demand: all
// that is left while she has stopped every use, so its bit stands alone on her rows then, and whoever declares it sees
// whom `service` sees and who stopped. See docs/decisions/0036-stop-of-use.md.

export const purposes = {
  service: { bit: 1, dpv: 'ServiceProvision' },
  personalisation: { bit: 2, dpv: 'ServicePersonalisation' },
  marketing_mail: { bit: 4, dpv: 'DirectMarketing' },
  marketing_line: { bit: 8, dpv: 'DirectMarketing' },
  marketing_push: { bit: 16, dpv: 'DirectMarketing' },
  marketing_sms: { bit: 32, dpv: 'DirectMarketing' },
  ads_sharing: { bit: 64, dpv: 'TargetedAdvertising' },
  analytics: { bit: 128, dpv: 'ServiceUsageAnalytics' },
  location: { bit: 256, dpv: 'ServicePersonalisation' },
  camera: { bit: 512, dpv: 'ServiceOptimisation' },
  health: { bit: 1024, dpv: 'ServiceProvision' },
  partners: { bit: 2048, dpv: 'DataSharing' },
  duty: { bit: 4096, dpv: 'LegalCompliance' },
} as const;

export type Purpose = keyof typeof purposes;

/** The mask of a record with nothing agreed: what she asked for herself only. */
const serviceOnly: number = purposes.service.bit;

/** The bit mask of several purposes; `service` is always in it. */
export function maskOf(of: readonly Purpose[]): number {
  return of.reduce((mask, purpose) => mask | purposes[purpose].bit, serviceOnly);
}

/** The mask of a record whose use is stopped: nothing is left but what contract and law demand. */
export const stoppedMask: number = purposes.duty.bit;

/** Whether a mask is that of somebody who has stopped every use. */
export function isStopped(mask: number): boolean {
  return (mask & serviceOnly) === 0;
}

/** What a transaction declares to the database for a purpose; row security compares it with the masks of rows. */
export function declaredBits(purpose: Purpose): number {
  return purpose === 'duty' ? serviceOnly | stoppedMask : purposes[purpose].bit;
}
