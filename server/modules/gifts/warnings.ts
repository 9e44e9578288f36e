// What the seller has to know when gift value can be used for longer than half a year.
import { prepaidDays } from './buy-gifts.ts';

/** Sources: 資金決済法 第3条–第14条 and its 施行令 第4条 (within six months is outside). */
export function warningsOf(days: number | undefined) {
  return (days ?? prepaidDays) <= prepaidDays
    ? []
    : [
        {
          code: 'prepaid_rules',
          ja: '有効期間が180日を超えるため、前払式支払手段(資金決済法)の対象になります。未使用残高が3月末・9月末に1,000万円を超えると、届出と半額以上の供託が必要です。',
          en: 'Valid for more than 180 days it is a prepaid means of payment (Payment Services Act): above 10 million yen unused at the end of March or September you must notify and deposit half.',
        },
      ];
}
