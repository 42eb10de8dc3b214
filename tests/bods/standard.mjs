// The published JSON Schema of BODS 0.4, which is no part of this repository.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');
export const standard = resolve(root, '../shared/data/bods');
// Why tests that need it skip.
export const skip = existsSync(standard) ? false : 'the standard is not here';

export function publishedSchema() {
  const ajv = new Ajv2020.default({ strict: false, validateFormats: true });
  addFormats.default(ajv, { mode: 'full' });
  // `urn:entity` is no URN, so that Ajv does not take it for an id.
  const schema = (name) => JSON.parse(readFileSync(join(standard, 'schema', `${name}.json`), 'utf8')
    .replaceAll('"urn:', '"https://schema.example/'));
  for (const name of ['components', 'entity-record', 'person-record', 'relationship-record']) {
    ajv.addSchema(schema(name));
  }
  return ajv.compile(schema('statement'));
}
