// The words of moving an order to another day, apart from the others so that no other page carries them.
import type { Language } from '@engawa/ui';

const ja = {
  pickup: {
    open: '受取日を変更する',
    choose: '新しい受取日',
    until: (moment: string) => `${moment} まで変更できます。お値段は変わりません。`,
    over: '受取日の変更は、店舗までご連絡ください。',
    none: 'ほかに選べる日がありません。',
    refused: '変更できませんでした',
    send: 'この日に変更する',
    sending: '変更しています…',
  },
  delivery: {
    open: '発送日を変更する',
    choose: '新しい発送日',
    until: (moment: string) => `${moment} まで変更できます。お値段は変わりません。`,
    over: '発送日の変更は、店舗までご連絡ください。',
    none: 'ほかに選べる日がありません。',
    refused: '変更できませんでした',
    send: 'この日に変更する',
    sending: '変更しています…',
  },
};

const en: typeof ja = {
  pickup: {
    open: 'Change the day of collection',
    choose: 'New day of collection',
    until: (moment) => `You can change it until ${moment}. The price stays the same.`,
    over: 'Please contact the shop to change the day of collection.',
    none: 'There is no other day to choose.',
    refused: 'It could not be changed',
    send: 'Change to this day',
    sending: 'Changing…',
  },
  delivery: {
    open: 'Change the day it is sent',
    choose: 'New day of sending',
    until: (moment) => `You can change it until ${moment}. The price stays the same.`,
    over: 'Please contact the shop to change the day it is sent.',
    none: 'There is no other day to choose.',
    refused: 'It could not be changed',
    send: 'Change to this day',
    sending: 'Changing…',
  },
};

export function moveDayWords(language: Language): typeof ja {
  return language === 'ja' ? ja : en;
}
