// Answers over domains, through REST as people ask: composed figures, parts, plans, pages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Suite } from './suite.mjs';

const suite = new Suite();
const MUNICIPALITY = '/v1/municipalities/935478715';
const IKS = 'asker-og-baerum-brann-og-redning';

before(async () => {
  await suite.start();
  await suite.load(0.05);
}, { timeout: 300_000 });
after(() => suite.stop());

// The cell at a metric, a year and a company.
function cellOf(table, metric, period, company = 'total') {
  let index = 0;
  for (const { id, categories } of table.dimensions) {
    const position = categories.findIndex((each) => each.id === { metric, period, company }[id]);
    assert.ok(position >= 0, `${id} of ${metric} ${period} ${company}`);
    index = index * categories.length + position;
  }
  return table.cells[index];
}

const query = (path, parameters) => `${MUNICIPALITY}${path}?${new URLSearchParams(parameters)}`;
const iks = (more = []) => [['metrics', 'composed/iks-work-years'], ['metrics', 'hr/iks-work-years'], ['metrics', 'ownership/share'],
  ['periods', '2017'], ['periods', '2018'], ['dimensions', 'company'], ...more];

test('work-years of an IKS are split by the exact share, and say what they are made of', async () => {
  const { status, body: table } = await suite.get(query(':queryTable', iks()));
  assert.equal(status, 200);
  const own = cellOf(table, 'hr/iks-work-years', '2018', IKS);
  assert.equal(own.status, 'CELL_STATUS_REPORTED');
  const share = cellOf(table, 'ownership/share', '2018', IKS);
  assert.deepEqual(share.exact, { numerator: '200', denominator: '3' });
  const part = cellOf(table, 'composed/iks-work-years', '2018', IKS);
  assert.ok(Math.abs(part.number - own.number * 2 / 3) < 1e-9, `${part.number} of ${own.number}`);
  assert.equal(part.status, 'CELL_STATUS_REPORTED');
  const { parts, synthetic } = table.provenances[part.provenance ?? 0];
  assert.equal(synthetic, true);
  assert.deepEqual(parts.map(({ metric }) => metric), ['hr/iks-work-years', 'ownership/share']);
  assert.match(parts[1].source, /participation from \d{4}-\d{2}-\d{2}/);
  assert.equal(parts[1].knownAt, table.knownAt);
  assert.equal(cellOf(table, 'composed/iks-work-years', '2018').coverage, 1);
});

test('a composed figure is listed, described and as it was known', async () => {
  const { body } = await suite.get(`${MUNICIPALITY}/metrics?pageSize=1000`);
  const listed = body.metrics.find(({ key }) => key === 'composed/iks-work-years');
  assert.equal(listed.definitionSource, 'SSB');
  assert.deepEqual((await suite.get(`/v1/${listed.name}`)).body, listed);
  const before = (await suite.get(query(':queryTable', iks()))).body;
  const reply = await suite.post(`${MUNICIPALITY}/domains/hr:reportFigures`, {
    figures: [{ metric: 'hr/iks-work-years', period: '2018', value: '90.0', source: 'test', categories: [`company=${IKS}`] }],
  });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  const now = (await suite.get(query(':queryTable', iks()))).body;
  assert.equal(cellOf(now, 'composed/iks-work-years', '2018', IKS).number, 60);
  const again = (await suite.get(query(':queryTable', iks([['asKnownAt', before.knownAt]])))).body;
  assert.deepEqual(again, before);
});

test('explain tells what was asked of whom and how long it took, and only when asked', async () => {
  const { body } = await suite.get(query(':queryTable', iks([['explain', 'true']])));
  assert.deepEqual([...new Set(body.plan.parts.map(({ domain }) => domain))].sort(), ['hr', 'ownership']);
  for (const part of body.plan.parts) {
    assert.equal(part.status, 'OK');
    assert.ok(part.durationMs > 0 && Number(part.byteCount) > 0 && part.cellCount > 0, JSON.stringify(part));
  }
  assert.equal((await suite.get(query(':queryTable', iks()))).body.plan, undefined);
  const report = await suite.get(query('/reports/annual-report:render', { year: 2018, explain: true }));
  assert.ok(report.body.plan.parts.length >= 3);
});

async function lines(path) {
  const reply = await fetch(`http://${suite.gateway}${path}`, { headers: { accept: 'application/x-ndjson' } });
  return (await reply.text()).trim().split('\n').map((line) => JSON.parse(line));
}

test('a report in sections says what the whole report says', async () => {
  const sections = await lines(query('/reports/annual-report:stream', { year: 2018 }));
  const whole = (await suite.get(query('/reports/annual-report:render', { year: 2018 }))).body;
  assert.equal(sections.length, sections[0].sectionCount);
  const ordered = sections.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  assert.deepEqual(ordered.map(({ position }) => position ?? 0), ordered.map((_, i) => i));
  assert.deepEqual(ordered.flatMap(({ statements }) => statements ?? []), whole.statements);
});

test('a table comes in parts that name their place; what is away says so', async () => {
  const asked = [['metrics', 'property/buildings'], ['metrics', 'hr/headcount'], ['periods', '2018']];
  await suite.kill('property');
  const parts = await lines(query(':streamTable', asked));
  assert.deepEqual(parts.map(({ domain }) => domain).sort(), ['hr', 'property']);
  const away = parts.find(({ domain }) => domain === 'property');
  assert.equal(away.table.cells[0].reason, 'CELL_REASON_UNAVAILABLE');
  assert.equal(away.table.outages[0].domain, 'property');
  assert.ok(parts.find(({ domain }) => domain === 'hr').table.cells[0].number > 0);
  const failed = await lines(query(':streamTable', asked.filter(([, value]) => value !== 'hr/headcount')));
  assert.equal(failed.at(-1).error.status, 'UNAVAILABLE');
});

test('the pages are there', async () => {
  const page = await fetch(`http://${suite.gateway}/`);
  assert.match(page.headers.get('content-type'), /text\/html/);
  const catalog = await fetch(`http://${suite.gateway}/.well-known/api-catalog`);
  assert.match(catalog.headers.get('content-type'), /application\/linkset\+json/);
  assert.equal((await catalog.json()).linkset[0]['service-desc'][0].href, '/openapi.json');
  assert.equal((await fetch(`http://${suite.gateway}/.well-known/security.txt`)).status, 404);
});
