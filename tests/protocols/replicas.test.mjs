// Two replicas of one service behind the gateway: one is killed, or has another contract when it
// comes back, again and again, and callers see nothing of it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import { ANY_PORT, Process } from '../acceptance/suite.mjs';
import { shelfService } from './shelf_contract.mjs';
import { Replica } from './replica.mjs';

const TIMES = 20;
const LIMIT_MS = 60_000;
const CALLERS = 4;
// By gRPC and by Connect.
const RIGHT = [grpc.status.OK, 200];
const NO_SUCH_METHOD = [grpc.status.UNIMPLEMENTED, 404];

const directory = mkdtempSync(join(tmpdir(), 'ett-replicas-'));
const replicas = [new Replica(), new Replica()];
let gateway;
let ports;
let client;

before(async () => {
  await Promise.all(replicas.map((each) => each.start(1)));
  gateway = new Process('gateway', 'gateway/gateway', [
    `--upstream=shop=${replicas.map((each) => `127.0.0.1:${each.port}`).join(',')}`,
    '--health-interval=100ms', '--learn-interval=200ms', '--quarantine=inf',
    '--lag-target=0',  // a busy machine is no reason to refuse here
    `--listen=${ANY_PORT}`,
  ], directory);
  ports = await gateway.ports();
  const Client = grpc.makeGenericClientConstructor(shelfService(2), 'shop.v1.ShelfService');
  // What is repeated here is repeated by the gateway.
  client = new Client(`127.0.0.1:${ports.listen}`, grpc.credentials.createInsecure(), { 'grpc.enable_retries': 0 });
  await bothAreWell();
});
after(async () => {
  client?.close();
  await gateway?.stop();
  await Promise.all(replicas.map((each) => each.kill()));
  rmSync(directory, { recursive: true, force: true });
});

async function until(what, seen) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(20)) {
    if (await seen()) return;
  }
  assert.fail(`not in time: ${what}\n${gateway.output.slice(-4000)}`);
}

// By gRPC; its status.
function ask(method) {
  return new Promise((resolve) => {
    client[method]({ name: 'first' }, (error) => resolve(error?.code ?? grpc.status.OK));
  });
}

// By Connect; its status.
async function post(method) {
  const reply = await fetch(`http://127.0.0.1:${ports.listen}/shop.v1.ShelfService/${method}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name": "first"}',
  });
  await reply.arrayBuffer();
  return reply.status;
}

async function healthy() {
  // Its server may close a connection just when it is used again.
  const text = await fetch(`http://127.0.0.1:${ports.metrics}/metrics`).then((reply) => reply.text(), () => '');
  const line = text.split('\n').find((each) => each.startsWith('ett_upstream_replicas')
    && each.includes('upstream="shop"') && each.includes('state="healthy"'));
  return Number(line?.split(' ').at(-1) ?? 0);
}
const bothAreWell = () => until('two healthy replicas', async () => await healthy() === replicas.length);

// Calls by both protocols as long as `meanwhile` takes; how many were made and what failed.
async function underLoad(meanwhile) {
  let running = true;
  const failures = [];
  let calls = 0;
  const caller = async (call, right) => {
    while (running) {
      const answer = await call('GetShelf');
      calls += 1;
      await pause(2);
      if (answer !== right) failures.push(answer);
    }
  };
  const callers = Array.from({ length: CALLERS }, (_, i) => caller(...(i % 2 ? [post, RIGHT[1]] : [ask, RIGHT[0]])));
  try {
    await meanwhile();
  } finally {
    running = false;
    await Promise.all(callers);
  }
  return { calls, failures };
}

test(`of ${TIMES} times that a replica is killed, no caller sees one`, async () => {
  const { calls, failures } = await underLoad(async () => {
    for (let i = 0; i < TIMES; ++i) {
      const replica = replicas[i % replicas.length];
      await replica.kill();
      await replica.start(1);
      await bothAreWell();
    }
  });
  assert.ok(calls > TIMES);
  assert.deepEqual(failures, [], `of ${calls} calls`);
});

test(`of ${TIMES} times that the contract becomes another one, no caller sees one`, async () => {
  const { calls, failures } = await underLoad(async () => {
    for (let i = 0; i < TIMES; ++i) {
      const version = i % 2 ? 1 : 2;
      for (const replica of replicas) {
        await replica.kill();
        await replica.start(version);
        await bothAreWell();
      }
      const [status, code] = version > 1 ? RIGHT : NO_SUCH_METHOD;
      await until(`version ${version} by gRPC`, async () => await ask('ListShelves') === status);
      await until(`version ${version} by Connect`, async () => await post('ListShelves') === code);
    }
  });
  assert.ok(calls > TIMES);
  assert.deepEqual(failures, [], `of ${calls} calls`);
});
