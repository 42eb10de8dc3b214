// Debian's Prometheus beside a suite, on a free port, with the alerts that operators have.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../acceptance/suite.mjs';

const LIMIT_MS = 60_000;

export class Prometheus {
  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'ett-prometheus-'));
    this.output = '';
  }

  // `targets` are host:port by name of process.
  async start(targets) {
    const config = join(this.directory, 'prometheus.yaml');
    const named = Object.entries(targets).map(([name, address]) => `${name}=${address}`);
    writeFileSync(config, execFileSync(join(root, 'tools/prometheus_config.sh'), ['1s', ...named]));
    this.child = spawn('prometheus', [`--config.file=${config}`, `--storage.tsdb.path=${this.directory}/data`,
      '--web.listen-address=127.0.0.1:0'], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child.stderr.on('data', (text) => { this.output += text; });
    this.exited = once(this.child, 'exit');
    this.url = `http://${await this.until('it listens', () => /"Listening on" address=(\S+)/.exec(this.output)?.[1])}`;
    await this.until('it is ready', async () => (await fetch(`${this.url}/-/ready`)).ok);
  }

  // What `found` finds, as soon as it finds something.
  async until(what, found) {
    for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(50)) {
      const it = await found();
      if (it) return it;
    }
    throw new Error(`not in time: ${what}\n${this.output.slice(-4000)}`);
  }

  async get(path) {
    const reply = await (await fetch(`${this.url}/api/v1/${path}`)).json();
    if (reply.status !== 'success') throw new Error(`${path}: ${reply.error}`);
    return reply.data;
  }

  async query(expression) {
    return (await this.get(`query?query=${encodeURIComponent(expression)}`)).result;
  }

  async stop() {
    this.child?.kill();
    await this.exited;
    rmSync(this.directory, { recursive: true, force: true });
  }
}
