// A server of shelves: shelf_server.mjs in a process, at the same port whenever it is started.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export class Replica {
  async start(version) {
    this.child = spawn(process.execPath, [join(import.meta.dirname, 'shelf_server.mjs'), this.port ?? 0, version], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [text] = await once(this.child.stdout, 'data');
    this.port = Number(text);
  }

  async kill() {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
