// What a segment may be for. Giving data to other companies has its own way (module rights), and what she asked for
// herself needs no selection.
import type { Purpose } from '#kernel/purposes';

export const segmentPurposes = [
  'marketing_mail',
  'marketing_sms',
  'marketing_line',
  'marketing_push',
  'personalisation',
] as const satisfies readonly Purpose[];
export type SegmentPurpose = (typeof segmentPurposes)[number];
