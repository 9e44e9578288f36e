// What is asked is checked, and answers are written, by code that is made from their schemas. Made for all routes at the
// start it was a quarter of the time to the first answer and 40 MB for what a house may never be asked; so each is made
// when it is first needed. The API document is made of the same schemas and would not come out of one that cannot be read.
import SerializerSelector from '@fastify/fast-json-stringify-compiler';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';

const createSerializers = SerializerSelector();

/** What Fastify asks for its serializers. */
export const serializersOnDemand: typeof createSerializers = (externalSchemas, options) => {
  const compile = createSerializers(externalSchemas, options);
  return (route) => {
    let serialize: ReturnType<typeof compile> | undefined;
    return (answer) => {
      serialize ??= compile(route);
      return serialize(answer);
    };
  };
};

/** What Fastify asks for its validators. */
export const validatorsOnDemand: typeof TypeBoxValidatorCompiler = (route) => {
  let check: ReturnType<typeof TypeBoxValidatorCompiler> | undefined;
  return (data: unknown) => {
    check ??= TypeBoxValidatorCompiler(route);
    return check(data);
  };
};
