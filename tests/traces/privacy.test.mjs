// What must never be told: tokens, national identity numbers, names. They are shown to the suite wherever
// a caller can put something, and are then looked for in logs, metrics and spans.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Suite, build, call, stream } from '../acceptance/suite.mjs';
import { Collector } from './collector.mjs';

const NAMES = ['hr', 'property', 'ownership', 'gateway'];
const PARENT = 'municipalities/935478715';
const SCOPES = ['figures', 'hr', 'property', 'ownership'].flatMap((each) => [`ett:${each}.read`, `ett:${each}.write`]);
// Made up: the month is 80 higher than any, and both check digits are right.
const NATIONAL_IDS = ['05816400084', '13856000073', '24907100010'];
const NAME = 'Kanari Kanarisen';
const KEY = 'canary-api-key-2b7e151628aed2a6';
const SECRET = 'canary-secret-abf7158809cf4f3c';

const collector = new Collector();
let suite;
let token;

before(async () => {
  const traced = [`--otlp-endpoint=http://${await collector.start()}`, '--trace-ratio=1'];
  const asks = ['--identity=development', '--identity-key-file=key.json', '--api-keys=keys', ...traced];
  suite = new Suite({ hr: asks, property: asks, ownership: asks, gateway: [...asks, '--limits=limits.json'] });
  const digest = createHash('sha256').update(KEY).digest('hex');
  writeFileSync(join(suite.directory, 'keys'), `meters ${digest} ${SCOPES.join(',')} 935478715\n`);
  writeFileSync(join(suite.directory, 'limits.json'),
    JSON.stringify([{ methods: 'ett.hr.v1.HrService/ListTargets', callers: '*', rate: 1, per: '1h' }]));
  const issue = (name) => execFileSync(join(build, 'identity/token'), [`--identity-key-file=${join(suite.directory, 'key.json')}`,
    `--scope=${SCOPES}`, '--municipality=935478715', `--name=${name}`], { encoding: 'utf8' }).trim();
  token = issue(NATIONAL_IDS[0]);
  suite.other = issue(NAME);
  suite.token = token;
  await suite.start();
});
after(async () => {
  await suite.stop();
  collector.stop();
});

const as = (headers) => ({ authorization: '', ...headers });

// Everything wrong, everywhere.
async function tellSecrets() {
  const [id, other] = NATIONAL_IDS;
  const paths = [
    `/v1/${PARENT}/orgUnits/${id}`, `/v1/${PARENT}/entities/${id}`, `/v1/${PARENT}/buildings/${id}`, `/v1/municipalities/${id}/entities`,
    `/v1/${id}`, `/${id}`, `/ett.hr.v1.HrService/${id}`, `/v1/${PARENT}/entities?filter=display_name%3D%22${id}%22`,
    `/v1/${PARENT}/entities?pageToken=${id}`, `/v1/${PARENT}/entities?${id}=${id}`, `/v1/${PARENT}/reports/${id}:render`,
    `/v1/${PARENT}:queryTable?metrics=hr/${id}&periods=${id}&filters=unit%3D${id}`, `/v1/${PARENT}/domains/${id}/metrics/${id}`,
  ];
  for (const path of paths) await suite.get(path).catch(() => {});
  const said = [{ 'x-request-id': id }, { 'x-request-id': `call-${other}` }, { tracestate: `who=${id}` },
    { traceparent: id }, { traceparent: `00-${id.padStart(32, '0')}-${other}-01` }, { 'x-note': id }, { 'user-agent': NAME },
    { 'accept-language': id }, { 'grpc-timeout': id }, { 'x-http-method-override': id }];
  for (const headers of said) await suite.get(`/v1/${PARENT}/entities`, headers).catch(() => {});
  const bodies = [{ displayName: `${NAME} ${id}`, form: id }, { [id]: id }, { displayName: NAME, form: 'ENTITY_FORM_AS' }];
  for (const body of bodies) await suite.post(`/v1/${PARENT}/entities?entityId=${id}`, body);
  await suite.post(`/v1/${PARENT}/persons:listRecords`, { person: id, purpose: NAME });
  const shown = [{ authorization: `Bearer ${SECRET}` }, { authorization: `Basic ${SECRET}` }, { 'x-api-key': SECRET },
    { 'x-api-key': KEY }, { authorization: `Bearer ${suite.other}` }, { authorization: `Bearer ${token.slice(0, -4)}aaaa` },
    { authorization: `Bearer ${token}`, 'x-api-key': KEY }];
  for (const headers of shown) {
    await suite.get(`/v1/${PARENT}/targets`, as(headers)).catch(() => {});
    await suite.get(`/v1/${PARENT}/entities`, as(headers)).catch(() => {});
  }
  await suite.get(`/v1/${PARENT}/targets`);
  await suite.get(`/v1/${PARENT}/targets`);
  await fetch(`http://${suite.gateway}/v1/${PARENT}/entities`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
}

async function tellSecretsByGrpc() {
  const [id] = NATIONAL_IDS;
  const headers = { authorization: `Bearer ${token}`, 'x-note': id };
  const hr = suite.client('ett/hr/v1/hr_service.proto', 'ett.hr.v1.HrService');
  await call(hr, 'GetOrgUnit', { name: `${PARENT}/orgUnits/${id}` }, headers).catch(() => {});
  await call(hr, 'ListOrgUnits', { parent: `municipalities/${id}` }, headers).catch(() => {});
  await new Promise((resolve) => {
    const keep = (bytes) => bytes;
    hr.makeUnaryRequest(`/ett.hr.v1.HrService/${id}`, keep, keep, Buffer.from([]), resolve);
  });
  const rows = [{ parent: PARENT, employments: [{ name: `${PARENT}/employments/${id}`, person: id, source: NAME }] }];
  await stream(hr, 'ImportEmployments', rows).catch(() => {});
  hr.close();
}

test('what must not be told is told by no log, no metric and no span', async () => {
  await tellSecrets();
  await tellSecretsByGrpc();
  const texts = {};
  for (const name of NAMES) {
    const { metrics } = await suite.processes.get(name).ports();
    texts[`metrics of ${name}`] = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  }
  // Ends them, so that the last line and the last span have come.
  await Promise.all([...suite.processes.values()].map((each) => each.stop()));
  for (const name of NAMES) {
    texts[`log of ${name}`] = suite.processes.get(name).output;
    assert.match(texts[`log of ${name}`], /"message":"call"/);
    assert.ok(collector.spans.some(({ service }) => service === `ett-${name}`), name);
  }
  texts.spans = JSON.stringify(collector.spans, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  const secrets = [...NATIONAL_IDS, NAME, 'Kanari', KEY, SECRET, token, token.split('.')[2], suite.other.split('.')[2], 'Bearer ey'];
  const hits = Object.entries(texts).flatMap(([where, text]) => secrets.filter((secret) => text.includes(secret)).map((secret) => {
    const at = text.indexOf(secret);
    return `${where}: ${text.slice(Math.max(0, at - 200), at + 60)}`;
  }));
  assert.deepEqual(hits, []);
});

test('lines say who called: a system by its name, others by a pseudonym', () => {
  const lines = suite.processes.get('gateway').output.split('\n').filter((line) => line.includes('"message":"call"')).map((line) => JSON.parse(line));
  const callers = new Set(lines.map(({ caller }) => caller));
  assert.ok(callers.has('meters'));
  const pseudonyms = [...callers].filter((caller) => /^~[0-9a-f]{16}$/.test(caller));
  assert.equal(pseudonyms.length, 2, [...callers].join());
  assert.deepEqual([...callers].filter((caller) => caller && caller !== 'meters' && !pseudonyms.includes(caller)), []);
  const served = suite.processes.get('ownership').output;
  assert.match(served, /"message":"call".*"caller":"meters"/);
  assert.match(served, /"message":"call".*"caller":"~[0-9a-f]{16}"/);
});
