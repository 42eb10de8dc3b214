// Two gateways before one service, each other's peers in counting calls.
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ANY_PORT, Process } from '../acceptance/suite.mjs';

const LIMIT_MS = 60_000;
// More than a gateway tells itself in the two seconds after which a silent peer is away.
const TOLD = 12;

// The address by which a gateway's peers know it before it has a port, and which can be cut.
class Relay {
  constructor() {
    this.port = undefined;
    this.sockets = new Set();
    this.server = net.createServer((from) => {
      if (!this.port) return void from.destroy();
      const to = net.connect(this.port, '127.0.0.1');
      for (const [socket, other] of [[from, to], [to, from]]) {
        this.sockets.add(socket);
        socket.on('error', () => other.destroy());
        socket.on('close', () => { this.sockets.delete(socket); other.destroy(); });
        socket.pipe(other);
      }
    });
  }

  async listen() {
    await new Promise((resolve) => { this.server.listen(0, '127.0.0.1', resolve); });
    return `127.0.0.1:${this.server.address().port}`;
  }

  cut() {
    this.port = undefined;
    for (const socket of this.sockets) socket.destroy();
  }

  close() {
    this.cut();
    this.server.close();
  }
}

export class GatewayPair {
  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'ett-peers-'));
    this.relays = [new Relay(), new Relay()];
    this.processes = [];
  }

  // With more flags, whose paths are in `directory`: of the service, and of each gateway.
  async start({ service: serviceFlags = [], gateways = [[], []] } = {}) {
    const service = this.#spawn('ownership', 'services/ownership/ownership',
      [`--database=sqlite:${join(this.directory, 'ownership.db')}`, ...serviceFlags]);
    const upstream = `ownership=127.0.0.1:${(await service.ports()).listen}`;
    const peers = await Promise.all(this.relays.map((relay) => relay.listen()));
    const started = gateways.map((flags, i) => this.#spawn(`gateway-${i}`, 'gateway/gateway',
      [`--upstream=${upstream}`, `--limit-peers=${peers}`, ...flags]));
    this.gateways = await Promise.all(started.map(async (each) => ({ process: each, ...await each.ports() })));
    this.relays.forEach((relay, i) => { relay.port = this.gateways[i].listen; });
    return this;
  }

  async until(what, holds) {
    for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(20)) {
      if (await holds()) return;
    }
    throw new Error(`not in time: ${what}\n${this.processes.map(({ output }) => output.slice(-4000)).join('\n')}`);
  }

  // That both count together, or that neither does.
  async untilCounting(is = true) {
    await this.until(`they count together: ${is}`,
      async () => (await Promise.all(this.gateways.map(counts))).every((each) => each === is));
  }

  // Each tells itself, too, and no more often than the other does: with so many messages in all, the
  // other told after this began, or it would count as away.
  async untilBothTold() {
    await Promise.all(this.gateways.map(async (gateway) => {
      const before = await told(gateway);
      await this.until('what was taken is told',
        async () => await told(gateway) >= before + TOLD && await counts(gateway));
    }));
  }

  async stop() {
    await Promise.all(this.processes.map((each) => each.stop()));
    for (const relay of this.relays) relay.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #spawn(name, program, args) {
    const started = new Process(name, program, [...args, `--listen=${ANY_PORT}`], this.directory);
    this.processes.push(started);
    return started;
  }
}

async function metric({ metrics }, line) {
  const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  return Number(line.exec(text)?.[1] ?? 0);
}

// Whether a gateway counts together with the other.
async function counts(gateway) {
  const [heard, away] = await Promise.all(['heard', 'away'].map(
    (state) => metric(gateway, new RegExp(`^ett_limit_peers\\{state="${state}"\\} (\\d+)`, 'm'))));
  return heard === 1 && away === 0;
}

// How many messages it was told, the other's and its own.
const told = (gateway) => metric(gateway, /^grpc_server_handled_total\{.*grpc_code="OK".*TellTakings".*\} (\d+)/m);
