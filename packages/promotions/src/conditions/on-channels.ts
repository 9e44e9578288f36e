import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const OnChannels = Type.Object(
  {
    kind: Type.Literal('on_channels'),
    channels: Type.Array(
      Type.Union([
        Type.Literal('web'),
        Type.Literal('app'),
        Type.Literal('pos'),
        Type.Literal('line'),
        Type.Literal('phone'),
      ]),
      {
        minItems: 1,
        maxItems: 5,
      },
    ),
  },
  { additionalProperties: false },
);
type OnChannels = Static<typeof OnChannels>;

const words: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  web: ['ウェブ', 'the web shop'],
  app: ['アプリ', 'the app'],
  pos: ['店頭のレジ', 'the till'],
  line: ['LINE', 'LINE'],
  phone: ['電話', 'phone'],
};

export const onChannels: ConditionRule<OnChannels> = {
  holds: ({ channels: allowed }, ask) => allowed.some((each) => each === ask.channel),
  whyNot: (condition) => {
    const told = say(condition);
    return reasons.other_channels({ channels: told.ja, channels_en: told.en });
  },
  say: (condition) => {
    const told = say(condition);
    return sentence(`${told.ja}で`, `on ${told.en}`);
  },
};

function say({ channels: allowed }: OnChannels) {
  return sentence(
    allowed.map((each) => words[each]?.[0] ?? each).join('・'),
    allowed.map((each) => words[each]?.[1] ?? each).join(', '),
  );
}
