// Purposes of use (APPI arts. 17, 18, 21). A transaction declares one; row security compares its bit with
// the consent mask on the row. `service` is what she asked for herself (her order, her booking, her card)
// and is set on every row; the others need her consent. Codes follow the W3C Data Privacy Vocabulary's
// purposes where one exists. A purpose is never re-used: bits are for ever.

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
} as const;

export type Purpose = keyof typeof purposes;

/** The mask of a record with nothing agreed: what she asked for herself only. */
const serviceOnly: number = purposes.service.bit;

/** The bit mask of several purposes; `service` is always in it. */
export function maskOf(of: readonly Purpose[]): number {
  return of.reduce((mask, purpose) => mask | purposes[purpose].bit, serviceOnly);
}
