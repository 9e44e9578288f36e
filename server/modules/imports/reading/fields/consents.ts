import { parseIdentifier, parseText } from '../values/codes.ts';
import { parseInstant } from '../values/moment.ts';
import { parseBoolean } from '../values/words.ts';
import { CUSTOMER_KEY_HEADERS } from './customers.ts';
import { optional, type RowOf, required } from './field.ts';

export const consentFields = {
  customerKey: required(parseIdentifier, CUSTOMER_KEY_HEADERS, 'メールアドレス | email'),
  purpose: required(
    parseText,
    '目的 | 利用目的 | 同意項目 | purpose | 同意種別 | consent_type | 項目',
  ),
  isGranted: required(
    parseBoolean,
    '同意 | 同意有無 | 同意状況 | 同意フラグ | granted | is_granted | consent | opt_in',
    'status | 状態',
  ),
  decidedAt: optional(
    parseInstant,
    '同意日時 | 同意日 | 取得日時 | 更新日時 | granted_at | decided_at | consented_at',
    'timestamp | date',
  ),
  channel: optional(parseText, '取得経路 | 経路 | channel | collected_via | チャネル | 取得方法'),
  /** Version of the text the person saw (ISO/IEC TS 27560 notice reference). */
  textVersion: optional(
    parseText,
    '規約バージョン | 規約版 | 文面バージョン | text_version | version | notice_version',
  ),
  evidence: optional(parseText, '証跡 | 備考 | evidence | note'),
};

export type ConsentRow = RowOf<typeof consentFields>;
