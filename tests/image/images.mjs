// Images of the checkout, and containers of them on this machine.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../acceptance/suite.mjs';

export const NAMES = ['hr', 'property', 'ownership', 'gateway'];
// As restricted as the pods of deploy/kubernetes.
export const RESTRICTED = ['--read-only', '--cap-drop=all', '--security-opt=no-new-privileges'];

export const version = (name) =>
  readFileSync(join(root, name === 'gateway' ? name : `services/${name}`, 'VERSION'), 'utf8').trim();
export const image = (name) => `localhost/ett/${name}:${version(name)}`;

// What `./dev image` says of each: { name, bytes, digest, sbom }. `directory` is the checkout.
export function built(names, directory = root) {
  const text = execFileSync(join(directory, 'tools/image.sh'), names, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return text.trim().split('\n').map((line) => {
    const [, name, bytes, digest, sbom] = /^(\S+) (\d+) bytes (sha256:[0-9a-f]{64}) (\S+)$/.exec(line) ?? [line];
    if (!name) throw new Error(`not of an image: ${line}`);
    return { name, bytes: Number(bytes), digest, sbom: join(directory, sbom) };
  });
}

const limit = (kind) => {
  const [, soft] = new RegExp(`^${kind} +(\\S+)`, 'm').exec(readFileSync('/proc/self/limits', 'utf8'));
  return soft === 'unlimited' ? -1 : Number(soft);
};

// Debian's podman, as it is; or, where a container may not raise limits, with those that this process has.
export class Containers {
  constructor(probe) {
    this.directory = mkdtempSync(join(tmpdir(), 'ett-containers-'));
    this.env = { ...process.env };
    if (this.#starts(probe)) return;
    const file = join(this.directory, 'containers.conf');
    const limits = [['nofile', 'Max open files'], ['nproc', 'Max processes']]
      .map(([name, kind]) => `"${name}=${limit(kind)}:${limit(kind)}"`);
    writeFileSync(file, `[containers]\ndefault_ulimits = [${limits}]\n[engine]\nruntime = "runc"\n`);
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
