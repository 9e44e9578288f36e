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

type Posts = {
  [Path in keyof paths]: paths[Path] extends { post: object } ? Path : never;
}[keyof paths];

/** What a POST is sent: `Body<'/api/orders'>`. */
export type Body<Path extends Posts> =
  NonNullable<
    paths[Path] extends { post: { requestBody?: infer Content } } ? Content : never
  > extends { content: { 'application/json': infer Json } }
    ? Json
    : never;
