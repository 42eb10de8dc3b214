// What the service gives out, judged by the published JSON Schema and by bods_check.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { call, Suite } from '../acceptance/suite.mjs';
import { publishedSchema, root, skip } from './standard.mjs';

const parent = 'municipalities/935478715';
const suite = new Suite();
before(async () => {
  await suite.startDomain('ownership', '127.0.0.1:0');
  suite.gateway = suite.addresses.ownership;
});
after(() => suite.stop());

const client = (file, name) => suite.client(`ett/ownership/v1/${file}.proto`, `ett.ownership.v1.${name}`);
const records = () => client('ownership_service', 'OwnershipService');

async function entity(id, form, more = {}) {
  await call(records(), 'CreateEntity',
    { parent, entity_id: id, entity: { display_name: id, form: `ENTITY_FORM_${form}`, ...more } });
}

async function founding(company, owner, shares) {
  await call(records(), 'CreateShareTransaction', { parent, share_transaction: {
    company: `${parent}/entities/${company}`, kind: 'SHARE_TRANSACTION_KIND_FOUNDING', to_owner: owner, share_count: shares,
    transaction_date: { year: 2010, month: 1, day: 1 } } });
}

async function statements(format) {
  const chunks = [];
  const stream = client('interchange_service', 'InterchangeService').ExportStatements({ parent, format: `STATEMENT_FORMAT_${format}` });
  for await (const { chunk } of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('what is given out is of the schema, and breaks no rule', { skip }, async () => {
  await entity('vann', 'AS', { organisation_number: '974760673', valid_from: { year: 2010, month: 1, day: 1 } });
  await entity('samarbeid', 'IKS');
  await entity('utland', 'FOREIGN_COMPANY', { jurisdiction: 'SE' });
  await entity('kari', 'PERSON');
  for (const [owner, shares] of [['municipality', 2], ['kari', 3], ['utland', 1], ['others', 1]]) {
    await founding('vann', owner, shares);
  }
  const written = JSON.parse(await statements('JSON'));
  assert.equal(written.length, 4 + 4);
  const valid = publishedSchema();
  assert.ok(valid(written), JSON.stringify(valid.errors?.slice(0, 3)));
  const file = join(suite.directory, 'statements.jsonl');
  writeFileSync(file, await statements('JSON_LINES'));
  const program = join(resolve(root, process.env.ETT_BUILD_DIR ?? 'build/dev'), 'services/ownership/bods_check');
  assert.equal(execFileSync(program, [file]).toString(), '');
});
