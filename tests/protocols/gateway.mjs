// One service behind the gateway, and its contracts as clients that generate nothing read them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { ANY_PORT, Process, root } from '../acceptance/suite.mjs';

export const PARENT = 'municipalities/935478715';
export const ORIGIN = 'https://ett.example';
const READY_LIMIT_MS = 60_000;

export class Gateway {
  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'ett-protocols-'));
    this.processes = [];
  }

  // With more flags of both, whose paths are in `directory`, and another way to ask whether the
  // gateway knows the service.
  async start({ service: serviceFlags = [], gateway: gatewayFlags = [], isReady } = {}) {
    const service = this.#spawn('ownership', 'services/ownership/ownership',
      [`--database=sqlite:${join(this.directory, 'ownership.db')}`, ...serviceFlags]);
    const upstream = `ownership=127.0.0.1:${(await service.ports()).listen}`;
    this.process = this.#spawn('gateway', 'gateway/gateway',
      [`--upstream=${upstream}`, `--cors-origin=${ORIGIN}`, ...gatewayFlags]);
    this.port = (await this.process.ports()).listen;
    this.address = `127.0.0.1:${this.port}`;
    this.url = `http://${this.address}`;
    const ready = isReady ?? (async () => (await fetch(`${this.url}/v1/${PARENT}/entities`)).status === 200);
    for (const end = Date.now() + READY_LIMIT_MS; Date.now() < end; await pause(20)) {
      if (await ready()) return this;
    }
    throw new Error(`the gateway did not find its upstream:\n${this.process.output}`);
  }

  // Resolves when a line of the gateway's log says all of `parts`.
  async logged(...parts) {
    return this.process.logged(...parts);
  }

  async stop() {
    await Promise.all(this.processes.map((each) => each.stop()));
    rmSync(this.directory, { recursive: true, force: true });
  }

  #spawn(name, program, args) {
    const started = new Process(name, program, [...args, `--listen=${ANY_PORT}`], this.directory);
    this.processes.push(started);
    return started;
  }
}

// The contracts, from their sources.
export function contracts() {
  const set = execFileSync(join(root, 'tools/buf'), ['build', '-o', '-#format=binpb'],
    { cwd: root, maxBuffer: 64 << 20 });
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, set));
}

// A CSV file of companies, in pieces; the first fills what a service needs to see how it is read.
export function filePieces(prefix, count = 1500) {
  const line = (i) => `${prefix}-${i},${'Selskap '.repeat(8)}${i},ENTITY_FORM_AS\n`;
  const lines = Array.from({ length: count }, (_, i) => line(i)).join('');
  const bytes = new TextEncoder().encode(`id,display_name,form\n${lines}`);
  return [bytes.subarray(0, 80_000), bytes.subarray(80_000)];
}
