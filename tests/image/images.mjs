// Images of the checkout, and containers of them on this machine.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../acceptance/suite.mjs';
import { versionOf } from '../kubernetes/kustomize.mjs';

// As restricted as the pods of deploy/kubernetes.
export const RESTRICTED = ['--read-only', '--cap-drop=all', '--security-opt=no-new-privileges'];

export const image = (name) => `localhost/ett/${name}:${versionOf(name)}`;

// What `./dev image` says of one: { name, bytes, digest, sbom }; `directory` is the checkout.
function told(line, directory) {
  const [, name, bytes, digest, sbom] = /^(\S+) (\d+) bytes (sha256:[0-9a-f]{64}) (\S+)$/.exec(line.trim());
  return { name, bytes: Number(bytes), digest, sbom: join(directory, sbom) };
}

// Of an image that is made now.
export function made(name, directory) {
  const line = execFileSync(join(directory, 'tools/image.sh'), [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return told(line, directory);
}

// Of one that was.
export const report = (name) => told(readFileSync(join(root, `build/image/${name}.txt`), 'utf8'), root);

// What runc takes for a limit that this process may set, whatever its own is.
const LIMITS = ['nofile=1024:1024', 'nproc=1024:1024'];

// Debian's podman, as it is; or, where a container may not raise limits, with lower ones.
export class Containers {
  constructor(probe) {
    this.directory = mkdtempSync(join(tmpdir(), 'ett-containers-'));
    this.env = { ...process.env };
    if (this.#starts(probe)) return;
    const file = join(this.directory, 'containers.conf');
    writeFileSync(file, `[containers]\ndefault_ulimits = ${JSON.stringify(LIMITS)}\n[engine]\nruntime = "runc"\n`);
    this.env.CONTAINERS_CONF = file;
    if (!this.#starts(probe)) throw new Error(`no container starts: ${this.said}`);
  }

  #starts(probe) {
    const { status, stderr } = spawnSync('podman', ['run', '--rm', '--network=none', probe, '--help'], { env: this.env, encoding: 'utf8' });
    this.said = stderr;
    return status === 0;
  }

  podman(...args) {
    const { status, stdout, stderr } = spawnSync('podman', args, { env: this.env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`podman ${args.join(' ')}: ${status}\n${stderr}${stdout}`);
    return stdout.trim();
  }

  end() { rmSync(this.directory, { recursive: true, force: true }); }
}
