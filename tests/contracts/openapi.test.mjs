// The OpenAPI document of all contracts, judged by others than those who wrote it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { operationsOf, validatorsOf } from './document.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const program = join(process.env.ETT_BUILD_DIR ?? join(root, 'build/dev'), 'tests/openapi_print');
const print = (language) => JSON.parse(execFileSync(program, [language], { encoding: 'utf8', maxBuffer: 1 << 28 }));

describe('the OpenAPI document', () => {
  let document;
  let operations;
  before(() => {
    document = print('en');
    operations = operationsOf(document);
  });

  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document));
    assert.deepEqual(result.errors, undefined);
    assert.equal(result.valid, true);
  });

  test('has every binding of every method, each with an id of its own', () => {
    const image = JSON.parse(execFileSync(join(root, 'tools/buf'), ['build', '-o', '-#format=json'],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }));
    const bindings = image.file.filter(({ name }) => name.startsWith('ett/')).flatMap((file) =>
      (file.service ?? []).flatMap((service) => service.method.flatMap((method) => {
        const rule = method.options['[google.api.http]'];
        return (rule ? [rule, ...(rule.additionalBindings ?? [])] : []).map(() => `${file.package}.${service.name}.${method.name}`);
      })));
    const told = [...operations, ...(document['x-shadowed'] ?? [])];
    assert.deepEqual(told.map((each) => each['x-rpc']).sort(), bindings.sort());
    assert.equal(new Set(told.map(({ operationId }) => operationId)).size, told.length);
  });

  test('names the parameters of a path in the path', () => {
    for (const { path, operationId, parameters = [] } of operations) {
      const named = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
      assert.deepEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name), named, operationId);
      const all = parameters.map(({ in: place, name }) => `${place} ${name}`);
      assert.equal(new Set(all).size, all.length, operationId);
    }
  });

  test('has no path that another hides by its shape', () => {
    const shapes = Object.keys(document.paths).map((path) => path.replace(/\{\w+\}/g, '{}'));
    assert.equal(new Set(shapes).size, shapes.length);
  });

  test('has examples that its own schemas take', () => {
    const validator = validatorsOf(document);
    let examples = 0;
    const judge = (schema, example, where) => {
      const valid = validator(schema);
      assert.ok(valid(example), `${where}: ${JSON.stringify(valid.errors)}`);
      examples += 1;
    };
    for (const { operationId, parameters = [], requestBody } of operations) {
      for (const { name, schema, example } of parameters) judge(schema, example, `${operationId} ${name}`);
      for (const [type, { schema, example }] of Object.entries(requestBody?.content ?? {})) {
        if (type === 'application/json') judge(schema, example, operationId);
      }
    }
    assert.ok(examples > 500);
  });

  test('says what every operation and every field of a record is', () => {
    for (const operation of operations) {
      assert.ok(operation.summary && operation.description, operation.operationId);
      assert.match(operation.security[0].bearer[0], /^ett:/, operation.operationId);
    }
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (!name.startsWith('ett.')) continue;
      assert.ok(schema.description, name);
      for (const [field, { description }] of Object.entries(schema.properties ?? {})) assert.ok(description, `${name}.${field}`);
    }
  });

  test('speaks bokmål when asked', () => {
    const bokmaal = operationsOf(print('nb'));
    assert.deepEqual(bokmaal.map(({ operationId }) => operationId), operations.map(({ operationId }) => operationId));
    for (const [i, { summary, operationId }] of bokmaal.entries()) assert.notEqual(summary, operations[i].summary, operationId);
  });
});
