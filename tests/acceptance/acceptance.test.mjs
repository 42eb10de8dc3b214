// The first page of the specification as a test: the 2018 chapter, computed from records, through
// the gateway, by two protocols and in two languages; and what becomes of it when records change,
// when it is asked for as it was known before, and when a domain is gone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { recomputedSickLeave, sentences, tables } from './chapter.mjs';
import { call, stream } from './suite.mjs';

// Of processes; or of whatever another module starts.
const { Suite } = await import(process.env.ETT_SUITE ?? './suite.mjs');
const MUNICIPALITY = 'municipalities/935478715';
const REPORT = `${MUNICIPALITY}/reports/annual-report`;
const scale = process.env.ETT_ACCEPTANCE_SCALE ?? '0.05';
const suite = new Suite();
let reports;

const render = (language, more = {}) =>
  call(reports, 'RenderReport', { name: REPORT, year: 2018, language, ...more });
const said = (report) => Object.fromEntries(report.statements.map(({ id, text }) => [id, text]));

before(async () => {
  await suite.start();
  await suite.load(scale);
  reports = suite.client('ett/report/v1/report_service.proto', 'ett.report.v1.ReportService');
});

after(async () => {
  for (const { code, signal } of await suite.stop()) {
    assert.ok(code === 0 || signal === 'SIGKILL', `ended with ${code} ${signal}\n${suite.logs()}`);
  }
});

for (const language of ['LANGUAGE_NB', 'LANGUAGE_EN']) {
  test(`the chapter says every sentence of the source by gRPC, ${language}`, async () => {
    const report = await render(language);
    assert.deepEqual(report.outages, []);
    const texts = said(report);
    for (const [id, pattern] of Object.entries(sentences[language])) assert.match(texts[id] ?? '', pattern, id);
    for (const part of tables[language]) assert.ok(report.content.includes(part), `${part} in\n${report.content}`);
    assert.match(report.content, recomputedSickLeave[language]);
  });

  test(`the chapter is the same by REST, ${language}`, async () => {
    const { status, body } = await suite.get(`/v1/${REPORT}:render?year=2018&language=${language}`);
    assert.equal(status, 200);
    const again = await render(language, { as_known_at: { seconds: Date.parse(body.knownAt) / 1000 | 0, nanos: nanos(body.knownAt) } });
    assert.equal(again.content, body.content);
  });
}

test('everything synthetic is said to be so', async () => {
  const report = await render('LANGUAGE_NB');
  assert.equal(report.synthetic, true);
  assert.match(report.content, /syntetisk/i);
});

test('a figure is a cell with provenance, by curl-able REST', async () => {
  const { status, body } = await suite.get(
    `/v1/${MUNICIPALITY}:queryTable?metrics=hr/sick-leave-rate&metrics=property/energy-use&metrics=ownership/share&periods=2017&periods=2018&withChange=true`);
  assert.equal(status, 200);
  assert.equal(body.cells.length, 6);
  const rate = body.cells[1];
  assert.equal(rate.number.toFixed(1), '7.3');
  assert.equal(rate.change.difference.toFixed(1), '-0.2');
  assert.equal(body.provenances[rate.provenance].domain, 'hr');
});

test('years before child welfare was counted are as published then, and others now', async () => {
  const { status, body } = await suite.get(
    `/v1/${MUNICIPALITY}:queryTable?metrics=hr/sick-leave-rate&metrics=hr/headcount&periods=2017&periods=2018&dimensions=organisation&filters=organisation%3Dthen&filters=organisation%3Dnow`);
  assert.equal(status, 200, JSON.stringify(body));
  // By metric, year and organisation; then before now.
  assert.deepEqual(body.dimensions.at(-1).categories.map(({ id }) => id), ['then', 'now']);
  const [then2017, now2017, then2018, now2018, fewer, more] = body.cells.map(({ number }) => number);
  assert.equal(then2017.toFixed(1), '7.5');
  assert.notEqual(now2017.toFixed(1), '7.5');
  assert.equal(then2018.toFixed(1), '7.3');
  assert.equal(now2018, then2018);
  assert.ok(fewer < more, `${fewer} and ${more}`);
});

test('the months of the energy that meters measured add up to the year\'s figure, by REST', async () => {
  const energy = await suite.get(
    `/v1/${MUNICIPALITY}:queryEnergy?startTime=2017-12-31T23:00:00Z&endTime=2018-12-31T23:00:00Z&resolution=WINDOW_LENGTH_MONTH`);
  assert.equal(energy.status, 200, JSON.stringify(energy.body));
  const { windows } = energy.body;
  assert.equal(windows.length, 12);
  assert.ok(windows.every(({ coverage, synthetic }) => coverage === 1 && synthetic));
  const wh = windows.reduce((sum, { energyWh }) => sum + BigInt(energyWh), 0n);
  const figure = await suite.get(`/v1/${MUNICIPALITY}:queryTable?metrics=property/energy-use&periods=2018`);
  assert.ok(Math.abs(Number(wh) / 1000 - figure.body.cells[0].number) <= 0.5);
});

test('energy is also told as of a normal year, and which one it was', async () => {
  const { status, body } = await suite.get(
    `/v1/${MUNICIPALITY}:queryTable?metrics=property/energy-use&metrics=property/energy-use-corrected&periods=2018`);
  assert.equal(status, 200, JSON.stringify(body));
  const [raw, corrected] = body.cells;
  assert.ok(body.provenances[corrected.provenance].synthetic);
  assert.ok(Math.abs(corrected.number / raw.number - 1) < 0.2, `${corrected.number} and ${raw.number}`);
  assert.notEqual(corrected.number, raw.number);
  assert.match(JSON.stringify(body.footnotes), /normal period 1991-2020/);
});

test('no call reads a person back', async () => {
  const { body } = await suite.get(`/v1/${MUNICIPALITY}:queryTable?metrics=hr/headcount&periods=2018`);
  assert.equal(body.cells[0].status, 'CELL_STATUS_FINAL');
  const { status } = await suite.get(`/v1/${MUNICIPALITY}/employments`);
  assert.ok(status === 404 || status === 405, `got ${status}`);
});

test('a wrong request names the field, what was wanted and what came', async () => {
  const { status, body } = await suite.get(`/v1/${MUNICIPALITY}:queryTable?metrics=hr/sick-leave-rate&periods=2018M13`);
  assert.equal(status, 400);
  assert.match(body.error.message, /periods/);
  assert.match(body.error.message, /2018M13/);
});

const day = (year, month, date) => ({ year, month, day: date });

// How each change of the records is made, and how its sentence then reads.
const changes = [
  {
    name: 'one more absence', statement: 'sick-leave',
    reads: /^Sykefraværet var 7,4 prosent i 2018, ned fra 7,5 prosent i 2017\./,
    async make() {
      const hr = suite.client('ett/hr/v1/hr_service.proto', 'ett.hr.v1.HrService');
      // In a small municipality one absence weighs more.
      const end = Number(scale) > 0.3 ? day(2018, 12, 31) : day(2018, 3, 31);
      const report = await stream(hr, 'ImportAbsences', [{
        parent: MUNICIPALITY, request_id: 'acceptance-absence', absences: [{
          name: `${MUNICIPALITY}/absences/acceptance`, employment: `${MUNICIPALITY}/employments/e-000001`,
          kind: 'ABSENCE_KIND_MEDICALLY_CERTIFIED', degree_percent: 100,
          start_date: day(2018, 1, 1), end_date: end, synthetic: true,
        }],
      }]);
      assert.equal(report.accepted_count, '1', JSON.stringify(report.rejections));
    },
  },
  {
    name: 'one more maintenance entry', statement: 'maintenance',
    reads: /^Vedlikeholdsinnsatsen var 39 prosent høyere enn i 2017\.$/,
    async make() {
      const { body: table } = await suite.get(`/v1/${MUNICIPALITY}:queryTable?metrics=property/maintenance-cost&periods=2017`);
      const { body: page } = await suite.get(`/v1/${MUNICIPALITY}/buildings?pageSize=1`);
      // A hundredth of what 2017 cost, in øre.
      const amount = Math.round(table.cells[0].number);
      const { status, body } = await suite.post(`/v1/${MUNICIPALITY}/maintenanceEntries?maintenanceEntryId=acceptance`, {
        building: page.buildings[0].name, entryDate: day(2018, 6, 1), kind: 'MAINTENANCE_KIND_CORRECTIVE',
        amountOre: String(amount), synthetic: true,
      });
      assert.equal(status, 200, JSON.stringify(body));
    },
  },
  {
    name: 'a share kept by another', statement: 'buy-out',
    reads: /^I 2018 kjøpte kommunen 39 prosent av Arba AS og eier 99 prosent\.$/,
    async make() {
      const ownership = suite.client('ett/ownership/v1/ownership_service.proto', 'ett.ownership.v1.OwnershipService');
      await call(ownership, 'UpdateShareTransaction', {
        share_transaction: {
          name: `${MUNICIPALITY}/shareTransactions/arba-2018-buy-out`, kind: 'SHARE_TRANSACTION_KIND_TRANSFER', share_count: 39,
        },
      });
    },
  },
];

for (const { name, statement, reads, make } of changes) {
  test(`${name} changes the sentence, and what was known before stays`, async () => {
    const earlier = await render('LANGUAGE_NB');
    assert.match(said(earlier)[statement], sentences.LANGUAGE_NB[statement]);
    await make();
    const later = await render('LANGUAGE_NB');
    assert.match(said(later)[statement], reads);
    const asKnown = await render('LANGUAGE_NB', { as_known_at: earlier.known_at });
    assert.equal(asKnown.content, earlier.content);
  });
}

test('a domain that is gone leaves a note, and comes back', async () => {
  const whole = await render('LANGUAGE_NB');
  await suite.kill('ownership');
  const report = await render('LANGUAGE_NB');
  assert.deepEqual(report.outages.map(({ domain }) => domain), ['ownership']);
  assert.match(report.content, /Eierskap mangler:\*\* tjenesten «ownership» svarer ikke/);
  const [texts, before] = [said(report), said(whole)];
  for (const { id, metrics } of report.statements) {
    const own = metrics.some((key) => key.startsWith('ownership/'));
    assert.equal(texts[id], own ? '' : before[id], id);
  }
  const { status, body } = await suite.get(`/v1/${MUNICIPALITY}:queryTable?metrics=hr/headcount&metrics=ownership/companies&periods=2018`);
  assert.equal(status, 200);
  assert.equal(body.cells[0].status, 'CELL_STATUS_FINAL');
  assert.equal(body.cells[1].reason, 'CELL_REASON_UNAVAILABLE');

  await suite.startDomain('ownership');
  await eventually(async () => {
    const again = await render('LANGUAGE_NB');
    return again.content === whole.content;
  });
});

async function eventually(condition) {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(50)) {
    if (await condition()) return;
  }
  assert.fail('it did not come about in time');
}

function nanos(text) {
  const fraction = /\.(\d+)Z$/.exec(text)?.[1] ?? '';
  return Number(fraction.padEnd(9, '0'));
}
