// A privacy officer at the gateway: who asks is known by a secret that passes through it, each call
// is audited, and what is erased is neither read nor counted any more.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Suite, call, stream } from './suite.mjs';

const MUNICIPALITY = 'municipalities/935478715';
const SECRET = randomBytes(32).toString('base64');
const PERSON = 'Pseudonym-17';
const suite = new Suite({ hr: ['--privacy-officers=officers'] });
const officer = { authorization: `Bearer ${SECRET}` };
const stranger = { authorization: `Bearer ${SECRET}x` };
let hr;
let privacy;

const day = (year, month, date) => ({ year, month, day: date });

// Six persons in one unit; the one with the pseudonym was sick for ten work days.
async function importStaff() {
  const unit = `${MUNICIPALITY}/orgUnits/top`;
  const send = async (method, field, rows) => {
    const report = await stream(hr, method, [{ parent: MUNICIPALITY, [field]: rows }]);
    assert.equal(report.accepted_count, String(rows.length), JSON.stringify(report.rejections));
  };
  await send('ImportOrgUnits', 'org_units', [{ name: unit, display_name: 'Alle', level: 1, valid_from: day(2015, 1, 1) }]);
  await send('ImportEmployments', 'employments', Array.from({ length: 6 }, (_, i) => ({
    name: `${MUNICIPALITY}/employments/job-${i}`, person: i === 0 ? PERSON : `other-${i}`, sex: 'SEX_FEMALE', birth_year: 1970,
    org_unit: unit, job_group: 'cleaner', position_percent: 100, form: 'EMPLOYMENT_FORM_PERMANENT', start_date: day(2015, 1, 1),
  })));
  await send('ImportAbsences', 'absences', [{
    name: `${MUNICIPALITY}/absences/note`, employment: `${MUNICIPALITY}/employments/job-0`, kind: 'ABSENCE_KIND_MEDICALLY_CERTIFIED',
    degree_percent: 100, start_date: day(2018, 9, 3), end_date: day(2018, 9, 14),
  }]);
}

before(async () => {
  const digest = createHash('sha256').update(SECRET).digest('hex');
  writeFileSync(join(suite.directory, 'officers'), `kari ${digest}\nfingerprint-key ${randomBytes(32).toString('hex')}\n`);
  await suite.start();
  hr = suite.client('ett/hr/v1/hr_service.proto', 'ett.hr.v1.HrService');
  privacy = suite.client('ett/hr/v1/privacy_service.proto', 'ett.hr.v1.PrivacyService');
  await importStaff();
});

after(() => suite.stop());

const about = (purpose) => ({ parent: MUNICIPALITY, person: PERSON, purpose });
const byRest = (method, body, headers) =>
  suite.post(`/v1/${MUNICIPALITY}/persons:${method}`, { person: PERSON, ...body }, headers);
const listed = async (purpose) => (await call(privacy, 'ListPersonRecords', about(purpose), officer)).records;
const audited = async (purpose) => {
  const { status, body } = await suite.get(`/v1/${MUNICIPALITY}/privacyAuditEntries?purpose=${purpose}`, officer);
  assert.equal(status, 200, JSON.stringify(body));
  return body.auditEntries;
};

async function figures() {
  const { status, body } = await suite.get(`/v1/${MUNICIPALITY}:queryTable?metrics=hr/headcount&metrics=hr/sick-leave-rate&periods=2018`);
  assert.equal(status, 200, JSON.stringify(body));
  return body.cells.map(({ number }) => number);
}

for (const [name, headers, reason] of [['no secret', {}, 'CREDENTIALS_MISSING'], ['a wrong secret', stranger, 'CREDENTIALS_WRONG']]) {
  test(`with ${name} nothing is answered, by gRPC and REST`, async () => {
    // 16 is UNAUTHENTICATED.
    await assert.rejects(call(privacy, 'ListPersonRecords', about('try'), headers), { code: 16 });
    await assert.rejects(call(privacy, 'ErasePerson', about('try'), headers), { code: 16 });
    for (const method of ['listRecords', 'erase']) {
      const { status, body } = await byRest(method, { purpose: 'try' }, headers);
      assert.equal(status, 401);
      assert.equal(body.error.status, 'UNAUTHENTICATED');
      assert.ok(body.error.details.some((each) => each.reason === reason), JSON.stringify(body));
      assert.ok(!JSON.stringify(body).includes(PERSON));
    }
    const outcomes = (await audited('look')).slice(0, 4).map(({ outcome, method }) => `${method} ${outcome}`);
    assert.deepEqual(outcomes, ['ErasePerson', 'ListPersonRecords', 'ErasePerson', 'ListPersonRecords'].map((method) => `${method} ${reason}`));
  });
}

test('the officer reads the same records by gRPC and REST, and both are audited', async () => {
  const records = await listed('access');
  assert.deepEqual(records.map(({ record }) => record), ['employment', 'absence']);
  assert.equal(records[0].employment.person, PERSON);
  const { status, body } = await byRest('listRecords', { purpose: 'access' }, officer);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.records.map((each) => (each.employment ?? each.absence).name), [records[0].employment.name, records[1].absence.name]);
  const [newest, before] = await audited('look');
  for (const entry of [newest, before]) {
    assert.deepEqual([entry.officer, entry.method, entry.purpose, entry.outcome], ['kari', 'ListPersonRecords', 'access', 'OK']);
    assert.deepEqual([entry.counts.employmentCount, entry.counts.absenceCount], ['1', '1']);
  }
  assert.equal(newest.personFingerprint, before.personFingerprint);
});

test('a dry run of the erasure tells what would go and changes nothing', async () => {
  const earlier = await figures();
  const { erased } = await call(privacy, 'ErasePerson', { ...about('rehearsal'), validate_only: true }, officer);
  assert.deepEqual([erased.employment_count, erased.absence_count], ['1', '1']);
  assert.equal((await listed('access')).length, 2);
  assert.deepEqual(await figures(), earlier);
});

test('who is erased is in no list and no figure any more', async () => {
  // 10 of 6 × 251 work days.
  assert.deepEqual(await figures(), [6, 0.7]);
  const { status, body } = await byRest('erase', { purpose: 'erasure' }, officer);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.erased.employmentCount, '1');
  assert.deepEqual(await listed('check'), []);
  assert.equal((await figures())[0], 5);
  const erasure = (await audited('look')).find(({ purpose }) => purpose === 'erasure');
  assert.deepEqual([erasure.officer, erasure.method, erasure.outcome, erasure.validateOnly], ['kari', 'ErasePerson', 'OK', false]);
});

test('neither the pseudonym nor the secret is in any log', async () => {
  const headers = { 'x-request-id': 'the-last' };
  await fetch(`http://${suite.gateway}/v1/municipalities/935478715/metrics`, { headers });
  for (const process of suite.processes.values()) {
    await process.logged('"request_id":"the-last"');
    for (const word of [PERSON, SECRET]) assert.ok(!process.output.includes(word), process.name);
  }
});
