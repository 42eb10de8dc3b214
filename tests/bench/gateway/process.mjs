// Programs that are measured: found on a free port, with what they take of processor and memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const START_LIMIT_MS = 30_000;
const PAGE_BYTES = 4096;

// A port that nobody listens on now: peers cannot be asked to take any.
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

export class Program {
  // `port`: where it listens, unless it prints that. `log`: the file that what it prints goes into.
  constructor(name, command, args, { port, log, environment = {} } = {}) {
    this.name = name;
    this.port = port;
    const out = log ? openSync(log, 'a') : 'ignore';
    this.child = spawn(command, args, {
      env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', port ? out : 'pipe', out] });
    if (log) closeSync(out);
    this.child.on('error', (error) => { this.failed = error; });
  }

  async started() {
    if (!this.port) this.port = Number(await once(this.child.stdout, 'data'));
    for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await pause(20)) {
      if (this.failed || this.child.exitCode !== null) break;
      if (await answers(this.port)) return this;
    }
    throw new Error(`${this.name} did not start${this.failed ? `: ${this.failed.message}` : ''}`);
  }

  // Nanoseconds of the processor that all its threads have taken.
  processor() {
    const tasks = `/proc/${this.child.pid}/task`;
    return readdirSync(tasks).reduce((sum, task) => (
      sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0])), 0);
  }

  // Bytes of resident memory.
  memory() {
    return Number(readFileSync(`/proc/${this.child.pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  }

  async stop() {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 2000);
    await once(this.child, 'exit');
    clearTimeout(late);
  }
}
