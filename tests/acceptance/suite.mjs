// The whole suite as a user would start it: real processes on free ports and temporary databases.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const build = process.env.ETT_BUILD_DIR ?? join(root, 'build/dev');
// Of the API; the other listeners take any port unless they are told one.
export const ANY_PORT = '127.0.0.1:0';
const START_LIMIT_MS = 60_000;

// A process of ours; its log is kept to be shown when something fails.
export class Process {
  constructor(name, program, args, directory) {
    this.name = name;
    this.portsFile = join(directory, `${name}.ports.json`);
    this.output = '';
    rmSync(this.portsFile, { force: true });
    this.child = spawn(join(build, program), [...args, `--ports-file=${this.portsFile}`], {
      cwd: directory,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exited = once(this.child, 'exit').then(([code, signal]) => ({ code, signal }));
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (text) => { this.output += text; });
    }
  }

  // Resolves to the ports once every listener is up.
  async ports() {
    for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await pause(20)) {
      if (this.child.exitCode !== null) break;
      if (existsSync(this.portsFile)) return JSON.parse(readFileSync(this.portsFile, 'utf8'));
    }
    throw new Error(`${this.name} did not start:\n${this.output}`);
  }

  // The line of the log that says all of `parts`: lines come within a second.
  async logged(...parts) {
    for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await pause(20)) {
      const line = this.output.split('\n').slice(0, -1).find((each) => parts.every((part) => each.includes(part)));
      if (line) return JSON.parse(line);
    }
    throw new Error(`${this.name} did not say ${parts}:\n${this.output.slice(-4000)}`);
  }

  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    return this.exited;
  }
}

export const DOMAINS = readdirSync(join(root, 'services')).sort();

export class Suite {
  // `flags` are more of them, by domain, or of the gateway: { hr: ['--privacy-officers=officers'] }.
  // Paths are in `directory`. `token`, when it is set, is who loads and calls by REST and by `client`.
  constructor(flags = {}) {
    this.flags = flags;
    this.token = undefined;
    this.apiKey = undefined;
    this.directory = mkdtempSync(join(tmpdir(), 'ett-'));
    this.processes = new Map();
    this.addresses = {};
  }

  async start() {
    await Promise.all(DOMAINS.map((domain) => this.startDomain(domain, ANY_PORT)));
    const upstreams = DOMAINS.map((domain) => `--upstream=${domain}=${this.addresses[domain]}`);
    const gateway = this.#spawn('gateway', 'gateway/gateway', [`--listen=${ANY_PORT}`, ...upstreams, ...(this.flags.gateway ?? [])]);
    this.gateway = `127.0.0.1:${(await gateway.ports()).listen}`;
    await this.untilReady();
  }

  // Starts a domain's service on its own database; `listen` is the earlier address on a restart.
  async startDomain(domain, listen = this.addresses[domain]) {
    const service = this.#spawn(domain, `services/${domain}/${domain}`, [
      `--listen=${listen}`,
      `--database=sqlite:${join(this.directory, `${domain}.db`)}`,
      // Nothing that a test did not ask for.
      ...(domain === 'hr' ? ['--decide-ahead-years=0'] : []),
      ...(this.flags[domain] ?? []),
    ]);
    this.addresses[domain] = `127.0.0.1:${(await service.ports()).listen}`;
  }

  #spawn(name, program, args) {
    const started = new Process(name, program, args, this.directory);
    this.processes.set(name, started);
    return started;
  }

  // The gateway answers for every domain.
  async untilReady() {
    const url = `/v1/municipalities/935478715/metrics?pageSize=1000`;
    for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await pause(50)) {
      const reply = await this.get(url).catch(() => ({ status: 0 }));
      const seen = new Set((reply.body?.metrics ?? []).map((metric) => metric.key.split('/')[0]));
      if (DOMAINS.every((domain) => seen.has(domain))) return;
    }
    throw new Error(`the gateway did not find its upstreams:\n${this.logs()}`);
  }

  async load(scale) {
    const loader = spawn(join(build, 'data/load'), [
      `--gateway=${this.gateway}`, `--scale=${scale}`, `--reference=${join(root, 'data/reference')}`,
    ], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, ETT_TOKEN: this.token, ETT_API_KEY: this.apiKey } });
    let output = '';
    for (const stream of [loader.stdout, loader.stderr]) stream.on('data', (text) => { output += text; });
    const [code] = await once(loader, 'exit');
    if (code !== 0) throw new Error(`load ended with ${code}:\n${output}`);
    return output;
  }

  get #who() {
    return {
      ...(this.token && { authorization: `Bearer ${this.token}` }),
      ...(this.apiKey && { 'x-api-key': this.apiKey }),
    };
  }

  async get(path, headers = {}) {
    const reply = await fetch(`http://${this.gateway}${path}`, { headers: { ...this.#who, ...headers } });
    return { status: reply.status, headers: reply.headers, body: await reply.json() };
  }

  async post(path, body, headers = {}) {
    const reply = await fetch(`http://${this.gateway}${path}`, {
      method: 'POST', headers: { ...this.#who, 'content-type': 'application/json', ...headers }, body: JSON.stringify(body),
    });
    return { status: reply.status, headers: reply.headers, body: await reply.json() };
  }

  // A grpc-js client of a service, such as `ett.report.v1.ReportService`, at the gateway.
  client(file, service) {
    const definition = protoLoader.loadSync(file, {
      includeDirs: [join(root, 'proto'), join(root, 'node_modules/google-proto-files')],
      keepCase: true, longs: String, enums: String, defaults: true, oneofs: true,
    });
    const loaded = grpc.loadPackageDefinition(definition);
    const Client = service.split('.').reduce((part, name) => part[name], loaded);
    return new Client(this.gateway, grpc.credentials.createInsecure(), { interceptors: [this.#shown] });
  }

  // Whoever a call does not name itself.
  #shown = (options, nextCall) => new grpc.InterceptingCall(nextCall(options), {
    start: (metadata, listener, next) => {
      for (const [name, value] of Object.entries(this.#who)) {
        if (metadata.get(name).length === 0) metadata.set(name, value);
      }
      next(metadata, listener);
    },
  });

  async stop() {
    const ends = await Promise.all([...this.processes.values()].map((each) => each.stop()));
    rmSync(this.directory, { recursive: true, force: true });
    return ends;
  }

  async kill(domain) {
    await this.processes.get(domain).stop('SIGKILL');
  }

  logs() {
    return [...this.processes.values()].map((each) => `--- ${each.name}\n${each.output.slice(-4000)}`).join('\n');
  }
}

// A unary call of a grpc-js client as a promise.
export function call(client, method, request, headers = {}) {
  const metadata = new grpc.Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return new Promise((resolve, reject) => {
    client[method](request, metadata, (error, reply) => (error ? reject(error) : resolve(reply)));
  });
}

// A client-streaming call: sends `messages`, resolves to the reply.
export function stream(client, method, messages) {
  return new Promise((resolve, reject) => {
    const sending = client[method]((error, reply) => (error ? reject(error) : resolve(reply)));
    for (const message of messages) sending.write(message);
    sending.end();
  });
}
