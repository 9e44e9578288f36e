// Why a sign links nobody, in words for people.
import type { RefusalReason } from './store-identifiers.ts';

export const refusalWords: Readonly<
  Record<RefusalReason, { readonly ja: string; readonly en: string }>
> = {
  placeholder: {
    ja: '番号やアドレスが分からないときに入れる値のため、だれの印にもなりません。',
    en: 'This is what is filled in where nothing is known; it is nobody’s own.',
  },
  role_address: {
    ja: '窓口や部署のアドレスのため、ひとりの印にはなりません。',
    en: 'This is the address of a desk or a department, not of one person.',
  },
  house: {
    ja: 'お店の電話や共用の端末として、除外リストに登録されています。',
    en: 'Staff put it on the block list: the shop’s own telephone, a shared tablet.',
  },
  shared: {
    ja: '上限を超える人数で共有されているため、ひとりの印にはなりません。',
    en: 'More records share it than may; it is taken for shared.',
  },
  never_same: {
    ja: '別の人と判断した記録があるため、自動では結びません。',
    en: 'Somebody decided that these are different people, or took the link back.',
  },
};
