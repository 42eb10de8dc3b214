// Two gateways before one service, which count what a caller takes together.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PARENT } from './gateway.mjs';
import { GatewayPair } from './gateway_pair.mjs';

const BURST = 20;
const SERVICE = 'ett.ownership.v1.OwnershipService';

const pair = new GatewayPair();

before(async () => {
  // A method for each test, so that none takes of another's.
  const limits = ['ListEntities', 'ListShareClasses', 'ListParticipations', 'ListRegisteredPositions'].map((method) => (
    { methods: `${SERVICE}/${method}`, rate: BURST, per: '1h' }));
  writeFileSync(join(pair.directory, 'limits.json'), JSON.stringify(limits));
  await pair.start({ gateways: [['--limits=limits.json'], ['--limits=limits.json']] });
  for (const { listen } of pair.gateways) {
    await pair.until('the service is found', async () => (
      await fetch(`http://127.0.0.1:${listen}/v1/${PARENT}/shareTransactions`)).status === 200);
  }
  await pair.untilCounting();
});
after(() => pair.stop());

// How many of so many calls a gateway lets in.
async function letIn({ listen }, collection, times) {
  let count = 0;
  for (let i = 0; i < times; ++i) {
    const reply = await fetch(`http://127.0.0.1:${listen}/v1/${PARENT}/${collection}`);
    await reply.arrayBuffer();
    assert.ok(reply.status === 200 || reply.status === 429, `${reply.status}`);
    count += reply.status === 200;
  }
  return count;
}

test('a caller of one gateway has the whole limit, and nothing of it is left at the other', async () => {
  assert.equal(await letIn(pair.gateways[0], 'entities', BURST + 5), BURST);
  await pair.untilBothTold();
  assert.equal(await letIn(pair.gateways[1], 'entities', 5), 0);
});

test('a caller that alternates has the limit once', async () => {
  let count = 0;
  for (let round = 0; round < 4; ++round) {
    for (let i = 0; i < BURST / 2; ++i) count += await letIn(pair.gateways[i % 2], 'shareClasses', 1);
    await pair.untilBothTold();
  }
  assert.equal(count, BURST);
});

test('while a gateway does not reach the other each holds callers to its share', async () => {
  pair.relays[1].cut();
  await pair.untilCounting(false);
  for (const { process } of pair.gateways) await process.logged('limits are shared evenly', 'UNAVAILABLE');
  for (const gateway of pair.gateways) assert.equal(await letIn(gateway, 'participations', BURST), BURST / 2);
  pair.relays[1].port = pair.gateways[1].listen;
  await pair.untilCounting();
  assert.equal(await letIn(pair.gateways[1], 'registeredPositions', BURST + 5), BURST);
});

test('what gateways tell each other is in no document of the API', async () => {
  const document = await (await fetch(`http://127.0.0.1:${pair.gateways[0].listen}/openapi.json`)).text();
  assert.ok(document.includes('ReportService'));
  assert.ok(!document.includes('LimitPeer') && !document.includes('TellTakings') && !document.includes('ett.gateway'));
});
