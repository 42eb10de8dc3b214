// A domain that did not exist when the gateway was built and started, with no address of it: made by
// ./dev new-domain in a copy of the checkout, built there, and found by the gateway while it runs.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ANY_PORT, Process, Suite, build, root } from '../acceptance/suite.mjs';
import { Browser, shown, skip } from '../browser/browser.mjs';
import { Checkout } from './checkout.mjs';

const NAME = 'culture';
const PARENT = '/v1/municipalities/935478715';
const METRIC = `${NAME}/entries`;
const FOUND_WITHIN_MS = 60_000;
const BUILT_WITHIN_MS = 3_000_000;

const suite = new Suite();
const browser = new Browser();
const checkout = new Checkout();
const upstreams = join(suite.directory, 'upstreams');
let gatewayBefore;

before(async () => {
  writeFileSync(upstreams, '# domains to come\n');
  suite.flags.gateway = [`--upstreams-file=${upstreams}`, '--learn-interval=500ms'];
  await suite.start();
  gatewayBefore = suite.processes.get('gateway').child.pid;
  if (!skip) await browser.start();
}, { timeout: 300_000 });

after(async () => {
  await browser.stop();
  await suite.stop();
  checkout.remove();
});

test('a name that cannot be a domain\'s is refused, and nothing is written', async () => {
  const wrong = {
    '': /lower-case letters/, x: /lower-case letters/, Culture: /lower-case letters/, 'two-words': /lower-case letters/, '../up': /lower-case letters/,
    int: /keyword of C\+\+/, hr: /services\/hr is there/, figures: /proto\/ett\/figures is there/, records: /another part/,
    composed: /another part/, acceptance: /another part/, containers: /word of the manifests, deploy\/kubernetes\/\S+:\d+/,
  };
  for (const [name, why] of Object.entries(wrong)) {
    await assert.rejects(checkout.run('python3', '-B', 'tools/new_domain.py', name), (error) => {
      assert.match(error.message, /: 1\n/, name);
      assert.match(error.message, /new-domain: /, name);
      assert.match(error.message, why, name);
      return true;
    });
  }
  assert.deepEqual(checkout.changed(), []);
});

test('the gateway runs without the domain, and knows nothing of it', async () => {
  const { body } = await suite.get(`${PARENT}/metrics?pageSize=1000`);
  assert.deepEqual(body.outages ?? [], []);
  assert.ok(!body.metrics.some(({ key }) => key.startsWith(`${NAME}/`)));
  assert.equal((await suite.get(`${PARENT}/${NAME}Entries`)).status, 404);
});

test('a domain is made of a name, and says what it is and what is next', async () => {
  const said = await checkout.run('python3', '-B', 'tools/new_domain.py', NAME);
  for (const line of [`services/${NAME}`, `proto/ett/${NAME}/v1`, `./dev test ${NAME}`, 'docs/guides/new-domain.md']) {
    assert.ok(said.includes(line), said);
  }
  assert.match(checkout.read('.github/CODEOWNERS'), new RegExp(`^/services/${NAME}/ +@ett/${NAME}$`, 'm'));
  assert.equal(checkout.read(`services/${NAME}/VERSION`), '0.1.0\n');
});

test('it is rolled out as the domains before it are, and so is the next one', async () => {
  const mentions = (name) => checkout.changed().filter((path) => path.startsWith('deploy/kubernetes'))
    .map((path) => [path.replaceAll(name, 'NAME'), checkout.read(path).match(new RegExp(`(?<![a-z])${name}(?![a-z])`, 'g'))?.length ?? 0])
    .filter(([, count]) => count > 0);
  await checkout.run('python3', '-B', 'tools/new_domain.py', 'nature');
  const ofNature = mentions('nature');
  assert.ok(ofNature.length > 15, JSON.stringify(ofNature));
  assert.deepEqual(ofNature, mentions(NAME));
  const connections = (text) => Number(/max_connections: "(\d+)"/.exec(text)[1]);
  const cluster = 'deploy/kubernetes/components/postgres-cnpg/cluster.yaml';
  assert.equal(connections(checkout.read(cluster)), connections(readFileSync(join(root, cluster), 'utf8')) + 100);
  for (const name of ['hr', NAME, 'nature']) {
    assert.match(checkout.read('deploy/kubernetes/base/gateway/upstreams.yaml'), new RegExp(`^    ${name}=ett-${name}:8443$`, 'm'));
  }
});

test('its first state is one that the rules of the checkout hold for', async () => {
  await checkout.run('cmake', '--preset', 'dev');
  await checkout.run('ctest', '--test-dir', 'build/dev', '--output-on-failure', '-R', '^lint_(layers|sql|format|contracts|contracts_format|contracts_released|scripts|yaml)$');
  await checkout.run('node', '--test', '--test-name-pattern', 'every|a domain|no two|reading and writing', 'tests/contracts/contracts.test.mjs');
});

test('it builds, and its own tests pass on both engines', { timeout: BUILT_WITHIN_MS }, async () => {
  await checkout.run('ninja', '-C', 'build/dev', `test-${NAME}`, `${NAME}_server`);
  const said = await checkout.run('ctest', '--test-dir', 'build/dev', '--verbose', '-L', `^${NAME}$`);
  assert.match(said, /100% tests passed, 0 tests failed out of 4/);
  for (const engine of ['Sqlite', 'Postgres']) assert.match(said, new RegExp(`Engines/FiguresTest\\.AFigureIsAsItWasKnown/${engine}`));
});

test('the gateway that ran all the time finds it', { timeout: 120_000 }, async () => {
  const service = new Process(NAME, relative(build, join(checkout.root, 'build/dev/services', NAME, NAME)),
    [`--listen=${ANY_PORT}`, `--admin-listen=${ANY_PORT}`, `--metrics-listen=${ANY_PORT}`, `--database=sqlite:${join(suite.directory, `${NAME}.db`)}`],
    suite.directory);
  suite.processes.set(NAME, service);
  appendFileSync(upstreams, `${NAME}=127.0.0.1:${(await service.ports()).listen}\n`);
  const catalogue = async () => (await suite.get(`${PARENT}/metrics?pageSize=1000`)).body.metrics.map(({ key }) => key);
  for (const end = Date.now() + FOUND_WITHIN_MS; Date.now() < end && !(await catalogue()).includes(METRIC);) await pause(50);
  assert.ok((await catalogue()).includes(METRIC));
  assert.equal(suite.processes.get('gateway').child.pid, gatewayBefore);
  assert.equal(suite.processes.get('gateway').child.exitCode, null);
});

test('its records go in by REST, and its first figure comes out beside those of others', { timeout: 120_000 }, async () => {
  const entry = (id, day, category) => ({
    name: `municipalities/935478715/${NAME}Entries/${id}`, displayName: id, category,
    entryDate: { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8)) },
  });
  const rows = [entry('a', '2018-01-01', 'first'), entry('b', '2018-12-31', 'second'), entry('c', '2017-06-01', 'first')];
  let reply;
  // Each loop of the gateway finds the service by itself.
  for (const end = Date.now() + FOUND_WITHIN_MS; Date.now() < end; await pause(50)) {
    reply = await suite.post(`${PARENT}/${NAME}Entries:import`, [{ parent: 'municipalities/935478715', [`${NAME}Entries`]: rows }]);
    if (reply.status !== 404) break;
  }
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  assert.equal(Number(reply.body.acceptedCount), rows.length);
  const { status, body } = await suite.get(`${PARENT}:queryTable?metrics=${METRIC}&metrics=hr/headcount&periods=2017&periods=2018&withChange=true`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.cells.slice(0, 2).map(({ number }) => number), [1, 2]);
  assert.equal(body.cells[0].status, 'CELL_STATUS_FINAL');
  assert.deepEqual(body.outages ?? [], []);
  assert.equal(body.provenances[body.cells[0].provenance ?? 0].domain, NAME);
});

test('the document of the API tells its methods', { timeout: 120_000 }, async () => {
  const { body } = await suite.get('/openapi.json');
  assert.ok(Object.keys(body.paths).some((path) => path.endsWith(`/${NAME}Entries:import`)), Object.keys(body.paths).join('\n'));
});

test('it is on the dashboard, and in what the dashboard exports', { skip, timeout: 180_000 }, async () => {
  const page = await browser.open(`http://${suite.gateway}/?municipality=935478715&from=2017&to=2018&lang=nb`);
  await shown(page);
  await page.click('#metrics-panel > summary');
  await page.check(`#metrics input[value="${METRIC}"]`);
  await page.click('button.main');
  const row = page.locator('#result tbody tr', { hasText: `Poster i registeret (${NAME})` });
  await row.waitFor();
  assert.match(await row.innerText(), /\b1\b.*\b2\b.*100/s);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#result .exports a[download]')]);
  assert.match(readFileSync(await download.path(), 'utf8'), new RegExp(`^${METRIC};.*;poster;1;2\\r$`, 'm'));
  const json = await (await fetch(await page.locator('#result .exports a:not([download])').evaluate(({ href }) => href))).json();
  assert.ok(json.metrics.some(({ key }) => key === METRIC));
  assert.deepEqual(page.problems, []);
});
