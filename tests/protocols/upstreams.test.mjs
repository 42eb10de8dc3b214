// Upstreams that come, move and go while the gateway runs, as a file says that is swapped as a kubelet
// swaps it; callers of another upstream see nothing of it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import { ANY_PORT, Process } from '../acceptance/suite.mjs';
import { PARENT } from './gateway.mjs';
import { Replica } from './replica.mjs';
import { shelfService } from './shelf_contract.mjs';

const LIMIT_MS = 60_000;
const CALLERS = 4;

const directory = mkdtempSync(join(tmpdir(), 'ett-upstreams-'));
const shop = new Replica();
const processes = [];
let swaps = 0;
let gateway;
let ports;
let client;

const start = (name, program, args) => {
  processes.push(new Process(name, program, [...args, `--listen=${ANY_PORT}`], directory));
  return processes.at(-1);
};

// The file is a link into a folder that is a link to the folder of the day.
function write(text) {
  swaps += 1;
  mkdirSync(join(directory, `..${swaps}`));
  writeFileSync(join(directory, `..${swaps}`, 'upstreams'), text);
  symlinkSync(`..${swaps}`, join(directory, '..next'));
  renameSync(join(directory, '..next'), join(directory, '..data'));
}

// A service of owners with a database of its own; the line of the file that names it.
async function ownership(name) {
  const service = start(name, 'services/ownership/ownership', [`--database=sqlite:${join(directory, `${name}.db`)}`]);
  return `ownership=127.0.0.1:${(await service.ports()).listen}\n`;
}

async function until(what, seen) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(20)) {
    if (await seen()) return;
  }
  assert.fail(`not in time: ${what}\n${gateway.output.slice(-4000)}`);
}

const page = (port, path) => fetch(`http://127.0.0.1:${port}${path}`).then(async (reply) => ({ status: reply.status, text: await reply.text() }));
const owners = async () => (await page(ports.listen, `/v1/${PARENT}/entities`)).status;
const domains = async () => (await page(ports.listen, `/v1/${PARENT}/metrics?pageSize=1000`)).text;
const documented = async () => (await page(ports.listen, '/openapi.json')).text.includes('/entities');
const refused = async () => Number(/^ett_upstreams_file_refused (\d)$/m.exec((await page(ports.metrics, '/metrics')).text)?.[1]);
const ask = () => new Promise((resolve) => { client.GetShelf({ name: 'first' }, (error) => resolve(error?.code ?? grpc.status.OK)); });

// Calls of the shop as long as `meanwhile` takes; none may fail.
async function underLoad(meanwhile) {
  let running = true;
  let calls = 0;
  const failures = [];
  const caller = async () => {
    for (; running; await pause(2)) {
      const answer = await ask();
      calls += 1;
      if (answer !== grpc.status.OK) failures.push(answer);
    }
  };
  const callers = Array.from({ length: CALLERS }, caller);
  try {
    await meanwhile();
  } finally {
    running = false;
    await Promise.all(callers);
  }
  assert.ok(calls > CALLERS);
  assert.deepEqual(failures, [], `of ${calls} calls`);
}

before(async () => {
  await shop.start(1);
  write('# none yet\n');
  symlinkSync('..data/upstreams', join(directory, 'upstreams'));
  gateway = start('gateway', 'gateway/gateway', [
    `--upstream=shop=127.0.0.1:${shop.port}`, `--upstreams-file=${join(directory, 'upstreams')}`,
    '--health-interval=100ms', '--learn-interval=200ms',
    '--lag-target=0',  // a busy machine is no reason to refuse here
  ]);
  ports = await gateway.ports();
  const Client = grpc.makeGenericClientConstructor(shelfService(1), 'shop.v1.ShelfService');
  client = new Client(`127.0.0.1:${ports.listen}`, grpc.credentials.createInsecure(), { 'grpc.enable_retries': 0 });
  await until('the shop', async () => await ask() === grpc.status.OK);
});
after(async () => {
  client?.close();
  await Promise.all(processes.map((each) => each.stop()));
  await shop.kill();
  rmSync(directory, { recursive: true, force: true });
});

test('an upstream comes, moves and goes, and callers of another see nothing of it', { timeout: 4 * LIMIT_MS }, async () => {
  const gone = (text) => !text.includes('"ownership"') && !text.includes('ownership/');
  await underLoad(async () => {
    assert.equal(await owners(), 404);
    assert.ok(gone(await domains()));

    write(await ownership('first'));
    await until('owners', async () => await owners() === 200);
    assert.ok(await documented());
    await until('figures of owners', async () => (await domains()).includes('"ownership/'));

    const second = await ownership('second');
    write(`# moved\n${second}`);
    await until('calls to the second', async () => await owners() === 200 && processes.at(-1).output.includes('ListEntities'));
    await processes.find(({ name }) => name === 'first').stop();
    for (let i = 0; i < 20; ++i) assert.equal(await owners(), 200);

    write('');
    await until('no owners', async () => await owners() === 404);
    assert.equal(await documented(), false);
    await until('no figures of owners', async () => gone(await domains()));
    await until('no metric of it', async () => !/^ett_upstream_replicas\{.*upstream="ownership"/m.test((await page(ports.metrics, '/metrics')).text));

    write(second);
    await until('owners again', async () => await owners() === 200);
  });
});

test('a file that is wrong leaves what was in force, and is said once and as a metric', { timeout: 2 * LIMIT_MS }, async () => {
  const said = () => gateway.output.split('\n').filter((line) => line.includes('upstreams stay as they were'));
  assert.equal(await refused(), 0);
  write('# two\nownership\n');
  await until('the refusal', async () => await refused() === 1);
  const line = await gateway.logged('upstreams stay as they were');
  assert.match(line.problem, /upstreams:2: want name=host:port\[,host:port\], got "ownership"$/);
  assert.equal(line.severity, 'WARNING');
  assert.equal(await owners(), 200);
  write('');
  await until('what is right', async () => await refused() === 0 && await owners() === 404);
  assert.equal(said().length, 1);
});

test('a file that is wrong at the start ends the process with what is wrong', async () => {
  write('shop=127.0.0.1:1\n');
  const second = start('second-gateway', 'gateway/gateway', [`--upstream=shop=127.0.0.1:${shop.port}`, `--upstreams-file=${join(directory, 'upstreams')}`]);
  assert.equal((await second.exited).code, 1);
  assert.match((await second.logged('"ended"')).error, /upstreams:1: want each name once, got "shop=127.0.0.1:1"$/);
});

test('checks of health and looks at contracts that come through are no lines of the log', async () => {
  const service = processes.findLast(({ name }) => name === 'second');
  await until('checks', async () => /grpc_method="\/grpc.health.v1.Health\/Check"\} [1-9]/.test((await page((await service.ports()).metrics, '/metrics')).text));
  for (const each of [service, gateway]) assert.doesNotMatch(each.output, /"method":"\/grpc\./, each.name);
});
