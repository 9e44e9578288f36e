import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const WeatherIs = Type.Object(
  {
    kind: Type.Literal('weather_is'),
    weather: Type.Array(
      Type.Union([
        Type.Literal('rain'),
        Type.Literal('snow'),
        Type.Literal('hot'),
        Type.Literal('cold'),
      ]),
      {
        minItems: 1,
        maxItems: 4,
      },
    ),
  },
  { additionalProperties: false },
);
type WeatherIs = Static<typeof WeatherIs>;

const words: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  rain: ['雨の日', 'rainy days'],
  snow: ['雪の日', 'snowy days'],
  hot: ['暑い日', 'hot days'],
  cold: ['寒い日', 'cold days'],
};

/** At the place of sale, as the shop or its weather service told last. */
export const weatherIs: ConditionRule<WeatherIs> = {
  holds: ({ weather }, ask) => ask.weather !== null && weather.some((each) => each === ask.weather),
  whyNot: (condition) => {
    const told = say(condition);
    return reasons.other_weather({ weather: told.ja, weather_en: told.en });
  },
  say: (condition) => {
    const told = say(condition);
    return sentence(`${told.ja}限定で`, `on ${told.en} only`);
  },
};

function say({ weather }: WeatherIs) {
  return sentence(
    weather.map((each) => words[each]?.[0] ?? each).join('・'),
    weather.map((each) => words[each]?.[1] ?? each).join(', '),
  );
}
