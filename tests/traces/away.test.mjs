// Where the collector is away: calls do not notice, and what is lost is counted.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Suite } from '../acceptance/suite.mjs';

const ENTITIES = '/v1/municipalities/935478715/entities';
const LIMIT_MS = 60_000;
const AT_ONCE = 20;
// More than wait for a collector, and than a batch that is on its way.
const MANY = 4000;

// Takes connections and says nothing: the longest wait that there is.
const silent = createServer(() => {});
let suite;

before(async () => {
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const away = ['--otlp-endpoint=http://127.0.0.1:1', '--trace-ratio=1'];
  const mute = [`--otlp-endpoint=http://127.0.0.1:${silent.address().port}`, '--trace-ratio=1'];
  suite = new Suite({ hr: away, property: away, ownership: away, gateway: mute });
  await suite.start();
});
after(async () => {
  await suite.stop();
  silent.close();
});

async function dropped(name, reason) {
  const { metrics } = await suite.processes.get(name).ports();
  const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  return Number(new RegExp(`^ett_spans_dropped_total\\{reason="${reason}"\\} (\\d+)`, 'm').exec(text)[1]);
}

test('calls go on, the newest spans are dropped where there are too many, and are counted', async () => {
  let asked = 0;
  const statuses = new Set();
  const one = async () => {
    while (asked < MANY) {
      asked += 1;
      statuses.add((await fetch(`http://${suite.gateway}/v1/somewhere`)).status);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  assert.deepEqual([...statuses], [404]);
  assert.ok(await dropped('gateway', 'queue') > 0);
  assert.equal((await suite.get(ENTITIES)).status, 200);
});

test('a batch that nobody took is counted, and said once in the log', async () => {
  await suite.get(ENTITIES);
  for (const end = Date.now() + LIMIT_MS; ; await pause(100)) {
    if (await dropped('ownership', 'collector') > 0) break;
    assert.ok(Date.now() < end, 'no span was given up');
  }
  await suite.processes.get('ownership').logged('spans are lost', 'code 14');
  assert.equal((await suite.get(ENTITIES)).status, 200);
});

test('a process ends in time although its spans are taken by nobody', async () => {
  const ends = await Promise.all([...suite.processes.values()].map((each) => each.stop()));
  assert.deepEqual(ends.map(({ code }) => code), [0, 0, 0, 0]);
});
