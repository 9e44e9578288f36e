// Names for the shapes that screens pass around, taken from the paths they come from.
import type { paths } from './api.gen.ts';

type Got<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Shape } } };
}
  ? Shape
  : never;

/** What a GET on a path answers: `Answer<'/api/orders'>`. */
export type Answer<Path extends keyof paths> = paths[Path] extends { get: infer Operation }
  ? Got<Operation>
  : never;

export type LoggedEvent = Answer<'/api/log/events'>['events'][number];
