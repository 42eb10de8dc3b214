// What a kubelet does with a pod, done with processes of this machine: what is rendered is what they are
// started with, asked, and ended by. Each pod has an address of loopback of its own, and a folder in the
// place of its file system.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { build } from '../acceptance/suite.mjs';
import { PROGRAMS } from './kustomize.mjs';
import { mebibytes } from './manifests.mjs';

const HEALTH = protoLoader.loadSync('/usr/share/grpc-proto/grpc/health/v1/health.proto', { enums: String });
const Health = grpc.loadPackageDefinition(HEALTH).grpc.health.v1.Health;
const LIMIT_MS = 120_000;
const LOOK_MS = 20;

// Whether a probe is answered with SERVING in time.
export function answers({ grpc: { port, service }, timeoutSeconds = 1 }, address) {
  const client = new Health(`${address}:${port}`, grpc.credentials.createInsecure());
  return new Promise((resolve) => {
    client.Check({ service }, { deadline: Date.now() + timeoutSeconds * 1000 }, (error, reply) => {
      client.close();
      resolve(!error && reply.status === 'SERVING');
    });
  });
}

export async function until(what, question) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(LOOK_MS)) {
    if (await question()) return;
  }
  throw new Error(`never: ${what()}`);
}

export class Pod {
  // `node` says what is where: `hosts`, `secret(name)` and `claim(name)`.
  constructor(node, owner, address) {
    this.node = node;
    this.name = `${owner.metadata.name} at ${address}`;
    this.spec = owner.spec.template.spec;
    this.container = this.spec.containers[0];
    this.address = address;
    this.directory = join(node.directory, address);
    this.output = '';
    this.ready = false;
    this.restarts = 0;
    this.probes = { readiness: 0, liveness: 0 };
    this.leaving = false;
  }

  // First what comes first, one after the other, each to its end; then the container, until it has started.
  async start() {
    this.spec.volumes.forEach((volume) => this.#fill(volume));
    for (const container of this.spec.initContainers ?? []) await this.#complete(container);
    this.process = this.#run(this.container);
    await this.#started();
    this.#watch('readiness', (well) => { this.ready = well && !this.leaving; });
    this.#watch('liveness', (well) => { if (!well) this.restarts += 1; });
  }

  async untilReady(ready = true) {
    await until(() => `${this.name} ready: ${ready}\n${this.output.slice(-4000)}`, () => this.ready === ready);
  }

  // What Secrets have by now.
  refill() { this.spec.volumes.filter(({ secret }) => secret).forEach((volume) => this.#fill(volume)); }

  // Until a probe was asked as often as it has to fail.
  async probed(kind) {
    await until(() => `${this.name}: ${kind}`, () => this.probes[kind] >= this.container[`${kind}Probe`].failureThreshold);
  }

  // Of a Job: to its end.
  async complete() {
    this.spec.volumes.forEach((volume) => this.#fill(volume));
    await this.#complete(this.container);
  }

  // The most memory that its process ever had, of what its limit lets it have.
  get fullness() {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'));
    return Number(kilobytes) / 1024 / mebibytes(this.container.resources.limits.memory);
  }

  // As a pod is deleted: no endpoint from now on, preStop, SIGTERM, and SIGKILL when its time is up.
  async stop() {
    this.leaving = true;
    this.ready = false;
    if (this.#ended) return { code: this.process.exitCode, killed: false };
    const ended = once(this.process, 'exit');
    let killed = false;
    const kill = setTimeout(() => { killed = true; this.process.kill('SIGKILL'); }, this.spec.terminationGracePeriodSeconds * 1000);
    await pause(this.container.lifecycle.preStop.sleep.seconds * 1000);
    this.process.kill('SIGTERM');
    const [code] = await ended;
    clearTimeout(kill);
    return { code, killed };
  }

  kill() {
    this.leaving = true;
    this.process?.kill('SIGKILL');
  }

  async #complete(container) {
    const [code] = await once(this.#run(container), 'exit');
    if (code !== 0) throw new Error(`${this.name}, ${container.name}, ended with ${code}:\n${this.output.slice(-4000)}`);
  }

  get #ended() { return this.process.exitCode !== null || this.process.signalCode !== null; }

  async #started() {
    const { periodSeconds, failureThreshold } = this.container.startupProbe;
    for (let i = 0; i < failureThreshold && !this.#ended; ++i) {
      if (await answers(this.container.startupProbe, this.address)) return;
      await pause(periodSeconds * 1000);
    }
    throw new Error(`${this.name} did not start:\n${this.output.slice(-4000)}`);
  }

  // Tells whenever it is well, and when it has not been for as often as the threshold says.
  async #watch(kind, tell) {
    const probe = this.container[`${kind}Probe`];
    let failures = 0;
    while (!this.leaving) {
      failures = await answers(probe, this.address) ? 0 : failures + 1;
      this.probes[kind] += 1;
      if (failures === 0) tell(true);
      if (failures === probe.failureThreshold) tell(false);
      await pause(probe.periodSeconds * 1000, undefined, { ref: false });
    }
  }

  #run(container) {
    const [, name] = /^ett\/([a-z]+):/.exec(container.image);
    const environment = { ...this.node.manifests.environment(container), TMPDIR: join(this.directory, 'tmp') };
    mkdirSync(environment.TMPDIR, { recursive: true });
    const child = spawn(join(build, PROGRAMS[name]), (container.args ?? []).map((each) => this.#here(each, container)), {
      cwd: this.directory,
      env: Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, this.#here(value, container)])),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { this.output += text; });
    return child;
  }

  // A setting with the pod's address, folders and neighbours in the place of the cluster's.
  #here(text, container) {
    const mounted = (container.volumeMounts ?? []).filter(({ mountPath }) => mountPath !== '/tmp').reduce((changed, { name, mountPath }) =>
      changed.replaceAll(`${mountPath}/`, `${this.#folder(name)}/`), text);
    return this.#resolved(mounted.replaceAll('0.0.0.0', this.address));
  }

  // With the addresses of neighbours in the place of their names.
  #resolved(text) {
    return text.replace(/\b(ett-[a-z-]+):(\d+)/g, (whole, host, port) =>
      this.node.hosts.get(host)?.map((address) => `${address}:${port}`).join(',') ?? whole);
  }

  #folder(name) {
    const claim = this.spec.volumes.find((volume) => volume.name === name)?.persistentVolumeClaim;
    return claim ? join(this.node.directory, claim.claimName) : join(this.directory, 'volumes', name);
  }

  #data(secret, configMap) {
    if (secret) return this.node.secret(secret.secretName);
    const data = configMap ? this.node.manifests.named('ConfigMap', configMap.name).data : {};
    return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, this.#resolved(text)]));
  }

  // A volume's files, as a kubelet puts them there: links to a folder of the day, which is swapped whole.
  #fill({ name, secret, configMap }) {
    const folder = this.#folder(name);
    const today = `..${this.node.day}`;
    mkdirSync(join(folder, today), { recursive: true });
    const data = this.#data(secret, configMap);
    const { items = Object.keys(data).map((key) => ({ key, path: key })) } = secret ?? configMap ?? {};
    for (const { key, path } of items) {
      writeFileSync(join(folder, today, path), data[key], { mode: 0o440 });
      if (!existsSync(join(folder, path))) symlinkSync(join('..data', path), join(folder, path));
    }
    symlinkSync(today, join(folder, '..next'));
    renameSync(join(folder, '..next'), join(folder, '..data'));
  }
}
