// Requests that are made from an OpenAPI document alone, and from what earlier answers named.
import { resolve } from '../contracts/document.mjs';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RECORD = /^municipalities\/\d{9}(\/[A-Za-z]+\/[^/]+)+$/;
const LIMIT = 20;  // names that are kept of a kind

// Numbers in [0, 1), the same ones for the same seed: https://en.wikipedia.org/wiki/Linear_congruential_generator
export function numbersFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

// `municipalities/*/meters/*` of a record's name.
const kindOf = (name) => name.split('/').map((part, i) => (i % 2 ? '*' : part)).join('/');

function stringsIn(value) {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(stringsIn);
}

export class Requests {
  #names = new Map();
  #random;

  constructor(document, seed) {
    this.document = document;
    this.#random = numbersFrom(seed);
  }

  // Remembers what an answer names.
  learn(answer) {
    for (const name of stringsIn(answer).filter((each) => RECORD.test(each))) {
      const known = this.#names.get(kindOf(name)) ?? [];
      if (known.length < LIMIT && !known.includes(name)) known.push(name);
      this.#names.set(kindOf(name), known);
    }
  }

  // With all that an operation must have, and of the rest each with probability `share`.
  make(operation, share) {
    const content = operation.requestBody?.content?.['application/json'];
    const body = content && this.#vary(content.schema, this.#real(content.example), share);
    const parameters = operation.parameters ?? [];
    const query = parameters.filter(({ in: place }) => place === 'query')
      .filter(({ required }) => required || this.#random() < share)
      .flatMap(({ name, example }) => [example].flat().map((each) => [name, String(this.#real(each))]));
    return { method: operation.verb.toUpperCase(), path: this.#path(operation, parameters), query, body };
  }

  // The same request with one thing that it cannot have; `field` is what a refusal must name.
  unknownParameter(operation) {
    const request = this.make(operation, 0);
    return { ...request, query: [...request.query, ['noSuchParameter', '1']], field: 'noSuchParameter' };
  }

  unknownField(operation) {
    const request = this.make(operation, 0);
    return request.body && { ...request, body: changed(request.body, 'noSuchField', 1), field: 'noSuchField' };
  }

  wrongParameter(operation) {
    const typed = (operation.parameters ?? []).filter(({ in: place, schema }) => {
      const { type, format, enum: values } = resolve(this.document, schema.items ?? schema);
      return place === 'query' && (type !== 'string' || format === 'date-time' || values);
    });
    if (typed.length === 0) return undefined;
    const { name } = this.#one(typed);
    const request = this.make(operation, 0);
    return { ...request, query: [...request.query.filter(([each]) => each !== name), [name, 'feil']], field: name };
  }

  wrongField(operation) {
    const schema = operation.requestBody?.content['application/json'].schema;
    const { properties } = resolve(this.document, schema?.items ?? schema ?? {});
    if (!properties) return undefined;
    // Of a change, the path says the name; what the body says of it is passed over.
    const said = operation.verb === 'patch' ? ['name'] : [];
    const name = this.#one(Object.keys(properties).filter((each) => !said.includes(each)));
    const { type } = resolve(this.document, properties[name]);
    const request = this.make(operation, 0);
    return { ...request, body: changed(request.body, name, type === 'string' ? {} : 'feil'), field: name };
  }

  #one(values) { return values[Math.floor(this.#random() * values.length)]; }

  // A path of a record that is known, where there is one.
  #path({ path }, parameters) {
    const shape = path.slice('/v1/'.length).split(':')[0];
    const kind = shape.replace(/\{\w+\}/g, '*');
    const known = [...this.#names].filter(([each]) => each === kind || each.startsWith(`${kind}/`)).flatMap(([, names]) => names);
    const parts = known.length > 0 ? this.#one(known).split('/') : [];
    let at = -1;
    const filled = shape.replace(/\{(\w+)\}/g, (_, name) => {
      at = shape.split('/').indexOf(`{${name}}`, at + 1);
      return encodeURIComponent(parts[at] ?? parameters.find((each) => each.name === name).example);
    });
    return path.replace(shape, filled);
  }

  // An example, in which records are such that are known and ids of requests are new.
  #real(example) {
    if (Array.isArray(example)) return example.map((each) => this.#real(each));
    if (example !== null && typeof example === 'object') {
      return Object.fromEntries(Object.entries(example).map(([key, each]) => [key, this.#real(each)]));
    }
    if (UUID.test(example)) return this.#uuid();
    if (!RECORD.test(example)) return example;
    const known = this.#names.get(kindOf(example));
    return known ? this.#one(known) : example;
  }

  #uuid() {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.#random() * 16).toString(16)).join('');
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.*)$/, '$1-$2-4$3-8$4-$5');
  }

  // Leaves away what may be left away.
  #vary(schema, value, share) {
    const { type, items, properties = {}, required = [] } = resolve(this.document, schema);
    if (type === 'array') return value.map((each) => this.#vary(items, each, share));
    if (type !== 'object' || value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value)
      .filter(([key]) => required.includes(key) || this.#random() < share)
      .map(([key, each]) => [key, properties[key] ? this.#vary(properties[key], each, share) : each]));
  }
}

function changed(body, name, value) {
  return Array.isArray(body) ? [{ ...body[0], [name]: value }] : { ...body, [name]: value };
}
