// The suite where everybody who calls shows a token: loading, figures over all domains, the chapter.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Suite, build, call } from './suite.mjs';

const MUNICIPALITY = 'municipalities/935478715';
const METRICS = `/v1/${MUNICIPALITY}/metrics?pageSize=1000`;
const DOMAINS = ['figures', 'hr', 'property', 'ownership'];
const asks = ['--identity=development', '--identity-key-file=key.json'];
const suite = new Suite({ hr: asks, property: asks, ownership: asks, gateway: asks });
const reader = token(DOMAINS.map((each) => `ett:${each}.read`));
const loader = token(DOMAINS.flatMap((each) => [`ett:${each}.read`, `ett:${each}.write`]));

function token(scopes, municipality = '935478715') {
  return execFileSync(join(build, 'identity/token'), [`--identity-key-file=${join(suite.directory, 'key.json')}`,
    `--scope=${scopes}`, `--municipality=${municipality}`], { encoding: 'utf8' }).trim();
}

// What becomes of a call of each protocol by whom the token names.
async function told(who) {
  const { status, body } = await suite.get(METRICS, { authorization: who && `Bearer ${who}` });
  const reports = suite.client('ett/report/v1/report_service.proto', 'ett.report.v1.ReportService');
  const request = { name: `${MUNICIPALITY}/reports/annual-report`, year: 2018, language: 'LANGUAGE_NB' };
  const report = await call(reports, 'RenderReport', request, who && { authorization: `Bearer ${who}` }).catch((error) => error);
  return { status, body, report };
}

before(async () => {
  suite.token = loader;
  await suite.start();
  await suite.load('0.05');
  suite.token = undefined;
});
after(() => suite.stop());

test('who may read has figures of every domain, and the chapter', async () => {
  const { status, body, report } = await told(reader);
  assert.equal(status, 200);
  const domains = new Set(body.metrics.map(({ key }) => key.split('/')[0]));
  assert.deepEqual([...domains].sort(), ['composed', 'hr', 'ownership', 'property']);
  assert.deepEqual(report.outages, []);
  assert.match(report.content, /Sykefraværet var 7,3 prosent i 2018/);
});

test('nobody is told to show who they are', async () => {
  const { status, report } = await told('');
  assert.equal(status, 401);
  assert.equal(report.code, 16);
  await assert.rejects(suite.load('0.05'), /want authorization/);
});

test('who may read does not load, and not what is of another municipality', async () => {
  suite.token = reader;
  await assert.rejects(suite.load('0.05'), /scope/);
  suite.token = undefined;
  const { status, report } = await told(token(DOMAINS.map((each) => `ett:${each}.read`), '974760673'));
  assert.equal(status, 403);
  assert.equal(report.code, 7);
});
