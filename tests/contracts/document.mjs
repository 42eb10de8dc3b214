// An OpenAPI document of Ett as its readers take it.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const verbs = ['get', 'put', 'post', 'delete', 'patch'];

export const operationsOf = (document) => Object.entries(document.paths).flatMap(([path, item]) =>
  verbs.filter((verb) => item[verb]).map((verb) => ({ path, verb, ...item[verb] })));

// A function of a schema of the document, or of one inside it, that returns its validator. A `closed`
// one lets no field pass that the document does not name.
export function validatorsOf(document, { closed = false } = {}) {
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addFormat('uint32', true).addFormat('uint64', true).addFormat('field-mask', true);
  // Of OpenAPI's, ajv-formats has int64 for numbers; protobuf's are strings.
  ajv.addFormat('int64', /^-?\d+$/);
  const take = closed ? close : (schema) => schema;
  ajv.addSchema({ $id: 'ett', components: take(document.components) });
  const made = new Map();
  return (schema) => {
    const text = JSON.stringify(take(schema)).replaceAll('"#/components', '"ett#/components');
    if (!made.has(text)) made.set(text, ajv.compile(JSON.parse(text)));
    return made.get(text);
  };
}

function close(schema) {
  if (Array.isArray(schema)) return schema.map(close);
  if (schema === null || typeof schema !== 'object') return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([key, each]) => [key, close(each)]));
  const isObject = inside.type === 'object' && inside.properties;
  return isObject && inside.additionalProperties === undefined ? { ...inside, additionalProperties: false } : inside;
}

// A schema itself, where it only refers to one.
export function resolve(document, schema) {
  if (!schema?.$ref) return schema;
  const found = schema.$ref.slice(2).split('/').reduce((part, key) => part[key], document);
  assert.ok(found, schema.$ref);
  return resolve(document, found);
}
