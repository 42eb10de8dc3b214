// ./dev bench gateway: the gateway beside nghttpx, haproxy and nginx in one run, and beside a
// grpc-gateway with REST, each on one thread before the same backend. A table on stderr, lines of JSON on stdout; ratios, since times say more
// of the machine than of the program.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { load } from './load.mjs';
import { Program } from './process.mjs';
import { grpcGateway, PROXIES } from './proxies.mjs';

const { values: flags } = parseArgs({ options: {
  build: { type: 'string', default: 'build/bench' },
  folder: { type: 'string', default: 'var/bench/gateway' },
  calls: { type: 'string', default: '60000' },
  rounds: { type: 'string', default: '3' },
  raw: { type: 'boolean', default: false },  // what was measured, besides, on stderr
} });
const folder = resolve(flags.folder);
const METHOD = '/ett.edge.testing.EchoService/Echo';
const WAITS = '/ett.edge.testing.EchoService/Chat';
const GRPC = 'application/grpc';

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function section(name) {
  process.stderr.write(`\n${name}\n`);
}

// Others' numbers by the gateway's own, or the other way round, so that more is better for it.
function say(what, peer, ratio) {
  process.stderr.write(`  ${what.padEnd(52)} ${peer.padEnd(9)} ${ratio.toFixed(2).padStart(8)}\n`);
  console.log(JSON.stringify({ part: 'gateway', what, peer, ratio: Number(ratio.toFixed(3)) }));
}

// Each load in turn for all programs, so often that what else the machine does hits all of them.
async function rounds(programs, options) {
  const seen = programs.map(() => []);
  for (let round = 0; round < Number(flags.rounds); ++round) {
    for (const [i, program] of programs.entries()) seen[i].push(await load(program, options));
  }
  const medians = seen.map((each) => Object.fromEntries(['rate', 'processor', 'latency'].map((what) => (
    [what, median(each.map((one) => one[what]))]))));
  for (const [i, { name }] of programs.entries()) {
    if (flags.raw) console.error(name, JSON.stringify(medians[i]));
  }
  return medians;
}

async function speed(programs, body) {
  for (const connections of [1, 10, 100, 1000]) {
    const streams = connections < 1000 ? 10 : 1;
    section(`${connections} connections with ${streams} calls at a time each`);
    const all = await rounds(programs, {
      calls: Number(flags.calls), connections, streams, path: METHOD, type: GRPC, body });
    const ours = all[0];
    for (const [i, peer] of programs.entries()) {
      if (i === 0) continue;
      say('calls a second, gateway by peer', peer.name, ours.rate / all[i].rate);
      say('processor time a call, gateway by peer', peer.name, ours.processor / all[i].processor);
    }
  }
}

async function latency(programs, backend, body) {
  section('one call at a time');
  const [direct, ours, ...peers] = await rounds([backend, ...programs], {
    calls: Number(flags.calls) / 10, connections: 1, streams: 1, path: METHOD, type: GRPC, body });
  for (const [i, peer] of peers.entries()) {
    say('time that it adds, gateway by peer', programs[i + 1].name,
      (ours.latency - direct.latency) / (peer.latency - direct.latency));
  }
}

const REQUEST = { ':method': 'POST', 'content-type': GRPC, te: 'trailers' };

async function connected(program) {
  const session = connect(`http://127.0.0.1:${program.port}`);
  session.on('error', () => {});
  await answered(session);
  return session;
}

// A call and its answer; what was asked on the connection before has then been passed on.
async function answered(session) {
  const call = session.request({ ...REQUEST, ':path': METHOD });
  call.end(Buffer.alloc(5));
  call.resume();
  await once(call, 'end');
}

async function memory(programs) {
  section('memory');
  const idle = [];
  const open = [];
  for (const program of programs) {
    const before = program.memory();
    const sessions = [];
    for (let i = 0; i < 1000; ++i) sessions.push(await connected(program));
    idle.push((program.memory() - before) / sessions.length);
    const between = program.memory();
    // nginx has a connection to the backend for each of these.
    const used = sessions.slice(0, 200);
    for (const session of used) {
      for (let i = 0; i < 10; ++i) {
        const call = session.request({ ...REQUEST, ':path': WAITS });
        call.on('error', () => {});
        call.write(Buffer.alloc(5));
      }
      await answered(session);
    }
    open.push((program.memory() - between) / used.length / 10);
    for (const session of sessions) session.destroy();
  }
  for (const [i, peer] of programs.entries()) {
    if (i === 0) continue;
    say('memory of an idle connection, gateway by peer', peer.name, idle[0] / idle[i]);
    say('memory of an open stream, gateway by peer', peer.name, open[0] / open[i]);
  }
  if (flags.raw) console.error({ idle, open });
}

// A message of about 450 bytes as JSON, there and back.
async function rest(ours, peer) {
  section('REST: a message of 450 bytes, there and back');
  const body = join(folder, 'body.json');
  writeFileSync(body, JSON.stringify({
    number: 935478715, words: Array.from({ length: 12 }, (_, i) => `begrep nummer ${i} av flere`),
    inner: { name: 'Årsverk i kommunen', big: '9007199254740993' }, flag: true, colour: 'COLOUR_RED',
    time: '2026-11-27T12:00:00.123456Z', date: { year: 2026, month: 11, day: 27 }, ratio: 0.125 }));
  const options = { streams: 1, path: '/v1/shelves/a/books/b:echo', type: 'application/json', body, h1: true };
  for (const connections of [1, 10, 100]) {
    const [one, other] = await rounds([ours, peer], { ...options, connections, calls: Number(flags.calls) / 4 });
    say(`${connections} connections: calls a second, gateway by peer`, peer.name, one.rate / other.rate);
    say('processor time a call, gateway by peer', peer.name, one.processor / other.processor);
  }
}

async function untilServed(program, body) {
  for (let tries = 0; tries < 100; ++tries, await pause(50)) {
    const session = connect(`http://127.0.0.1:${program.port}`);
    session.on('error', () => {});
    const call = session.request({ ...REQUEST, ':path': METHOD });
    call.on('error', () => {});
    call.end(Buffer.alloc(5));
    const [headers] = await once(call, 'response');
    call.resume();
    await once(call, 'close');
    session.destroy();
    if (headers['grpc-status'] === undefined) return;
  }
  throw new Error(`${program.name} does not pass calls on`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const empty = join(folder, 'empty');
writeFileSync(empty, Buffer.alloc(5));
const started = [];
try {
  const backend = new Program('backend', join(flags.build, 'tests/bench/gateway_backend'), []);
  started.push(backend);
  await backend.started();
  const programs = [];
  for (const start of PROXIES) {
    const program = await start(flags.build, folder, backend.port);
    started.push(program);
    programs.push(await program.started());
    await untilServed(program);
  }
  await memory(programs);  // before a load leaves memory that is used again
  const peer = await grpcGateway(flags.build, folder, backend.port);
  started.push(peer);
  await rest(programs[0], await peer.started());
  await speed(programs, empty);
  await latency(programs, backend, empty);
} finally {
  await Promise.all(started.map((each) => each.stop()));
  rmSync(folder, { recursive: true, force: true });
}
