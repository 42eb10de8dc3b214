// The published JSON Schema of BODS 0.4, by an independent validator, beside bods_check: of the
// standard's examples, and of thousands of changes of them, both say the same of what the schema
// asks for. Schema and examples are no part of this repository; without them the tests skip.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { publishedSchema, root, skip, standard } from './standard.mjs';

const build = resolve(root, process.env.ETT_BUILD_DIR ?? 'build/dev');
const program = join(build, 'services/ownership/bods_check');
const folder = mkdtempSync(join(tmpdir(), 'ett-bods-'));
after(() => rmSync(folder, { recursive: true }));

const load = (path) => JSON.parse(readFileSync(path, 'utf8'));
const examples = skip ? [] : readdirSync(join(standard, 'examples')).map((name) => join(standard, 'examples', name));

// Problems as bods_check prints them, and its exit code.
async function check(...files) {
  const run = promisify(execFile)(program, ['--today=2025-06-30', ...files], { maxBuffer: 1 << 29 });
  const { stdout, stderr, code = 0 } = await run.catch((error) => error);
  return { code, stderr, problems: stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line)) };
}

// Every value below `value`, with the keys that lead to it.
function* values(value, path = []) {
  yield { value, path };
  if (value === null || typeof value !== 'object') return;
  for (const [key, member] of Object.entries(value)) yield* values(member, [...path, key]);
}

function changed(statement, path, change) {
  const copy = structuredClone(statement);
  const last = path.at(-1);
  change(path.slice(0, -1).reduce((at, key) => at[key], copy), last);
  return copy;
}

// Left out is what Ajv judges otherwise than RFC 3339 and RFC 3986: an offset without a colon, and a
// URI of a scheme alone.
const texts = ['', 'noSuchCode', '2024-02-29', '2023-02-29', '2024-13-01', '2024', '2024-05', '2024-5',
  '2024-02-29T23:59:59Z', '2024-02-29T23:59:59.123+02:00', '2024-02-29T24:00:00Z', '2024-02-29T12:00:00',
  '2024-02-29 12:00:00z', '2016-12-31T23:59:60Z', '2016-12-31T22:59:60Z', '2024-02-29T12:00:00+2:00',
  'https://a.example/b?c=d#e', 'https://a.example/b c', 'https://a.example/%zz', 'a.example', 'urn:a:b',
  'mailto:a@b.example', '//a.example', 'https://ærø.example/', ':', '0.4', '0.4.1', '.4', 'v0.4',
  'Æ', 'ÆØ', 'ÆØÅ', '😀😀', '😀'.repeat(6), '😀'.repeat(7), 'a'.repeat(31), 'Å'.repeat(32), 'a'.repeat(64),
  'a'.repeat(65), 'entity', 'person', 'relationship', 'trust', 'nomination', 'state', 'legalEntity',
  'arrangement', 'stateBody', 'transformation', 'linking', 'placeOfBirth', 'registered', 'residence'];
const others = [null, true, false, 0, 7, 100, 100.01, -0.01, 1e300, 'text', [], {}, ['text'], [{}], { reason: 'unknown' },
  { reason: 'text' }, { name: 'text' }];

// Changes of a statement, each at one place of it: the key is dropped, or its value another.
function* changes(statement, seen) {
  for (const { value, path } of values(statement)) {
    const place = `${statement.recordType} ${path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('/')}`;
    if (path.length === 0 || seen.has(place)) continue;
    seen.add(place);
    yield changed(statement, path, (at, key) => (Array.isArray(at) ? at.splice(key, 1) : delete at[key]));
    for (const other of typeof value === 'string' ? [...others, ...texts] : others) {
      yield changed(statement, path, (at, key) => { at[key] = other; });
    }
  }
}

// What no example has, so that all of the schema is tried.
const rare = [
  ['entity', { unspecifiedEntityDetails: { reason: 'unknown', description: 'text' }, dissolutionDate: '2024-01-01',
    uri: 'https://a.example/', formedByStatute: { name: 'text', date: '2024-01-01' }, alternateNames: ['text'] }],
  ['person', { deathDate: '2024', placeOfBirth: { type: 'placeOfBirth', address: 'text', postCode: 'text',
    country: { name: 'text', code: 'NO' } }, unspecifiedPersonDetails: { reason: 'unknown' },
  politicalExposure: { status: 'unknown', details: [{ missingInfoReason: 'text', endDate: '2024-01-01',
    startDate: '2024-01-01', reason: 'text' }] } }],
  ['relationship', { isComponent: true, componentRecords: [], interests: [{ type: 'nominee', startDate: '2024-01-01',
    endDate: '2024-01-01', details: 'text', share: { exact: 1, minimum: 1, maximum: 1, exclusiveMinimum: 1,
      exclusiveMaximum: 1 } }] }],
];
const annotations = ['commenting', 'linking', 'transformation'].map((motivation) => ({ motivation,
  statementPointerTarget: '', creationDate: '2024-01-01', createdBy: { name: 'text', uri: 'https://a.example/' },
  description: 'text', url: 'https://a.example/', transformedContent: motivation === 'transformation' ? 'text' : '' }));

function rareStatements() {
  const all = examples.flatMap(load);
  return rare.map(([type, details]) => {
    const statement = structuredClone(all.find(({ recordType }) => recordType === type));
    Object.assign(statement.recordDetails, details);
    return { ...statement, annotations, source: { type: ['verified'], url: 'https://a.example/', description: 'text',
      retrievedAt: '2024-01-01', assertedBy: [{ name: 'text', uri: 'https://a.example/' }] } };
  });
}

test('every example is valid', { skip }, async () => {
  const valid = publishedSchema();
  for (const example of examples) assert.ok(valid(load(example)), example);
  const { code, stderr, problems } = await check(...examples);
  assert.deepEqual(problems.filter(({ severity }) => severity === 'error'), []);
  assert.equal(stderr, '');
  assert.equal(code, 0);
});

test('what the schema refuses is refused, and nothing else', { skip }, async () => {
  const seen = new Set();
  const statements = [...rareStatements(), ...examples.flatMap(load)]
    .flatMap((statement) => [statement, ...changes(statement, seen)]);
  assert.ok(statements.length > 5000);
  const file = join(folder, 'statements.jsonl');
  writeFileSync(file, statements.map((statement) => `${JSON.stringify(statement)}\n`).join(''));
  const { problems } = await check(file);
  const refused = new Set(problems.filter(({ rule }) => rule.startsWith('schema/')).map(({ statement }) => statement));
  const valid = publishedSchema();
  const differing = statements.flatMap((statement, index) => {
    const byOthers = valid([statement]);
    if (byOthers !== refused.has(index + 1)) return [];
    const ours = problems.filter((problem) => problem.statement === index + 1 && problem.rule.startsWith('schema/'));
    return [{ byOthers, ours, theirs: valid.errors?.slice(0, 3).map(({ instancePath, message, params }) => ({ instancePath, message, params })) }];
  });
  assert.equal(differing.length, 0, JSON.stringify(differing.slice(0, 20), null, 1));
  // The comparison says nothing when all are of one kind.
  assert.ok(refused.size > 1000 && statements.length - refused.size > 1000);
});

test('a file with errors ends with 1, one that cannot be read with 2', async () => {
  const path = (name, text) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  assert.equal((await check(path('wrong.json', '[{}]'))).code, 1);
  assert.equal((await check(path('empty.json', '[]'))).code, 0);
  const cut = await check(path('cut.json', '[{}'));
  assert.equal(cut.code, 2);
  assert.match(cut.stderr, /want the end of the array/);
  assert.equal((await check(join(folder, 'none.json'))).code, 2);
});
