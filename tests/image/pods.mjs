// The suite in containers: overlay `dev` as kustomize renders it, played by podman. podman knows no Secrets
// as volumes, no groups of volumes, no Services; probes, preStop and the time to end are those of tests/kubernetes.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMAINS, Suite as Processes } from '../acceptance/suite.mjs';
import { freePort } from '../bench/gateway/process.mjs';
import { NAMES, renderTogether } from '../kubernetes/kustomize.mjs';
import { Manifests } from '../kubernetes/manifests.mjs';
import { callersOf } from '../kubernetes/node.mjs';
import { Containers, image } from './images.mjs';

const SCOPES = ['figures', ...DOMAINS].flatMap((each) => [`ett:${each}.read`, `ett:${each}.write`]);
const PORT = 8443;
// The addresses before it are the network's own.
const FIRST_ADDRESS = 10;

const podOf = (name) => `ett-${name}-pod-0`;
const containerOf = (name) => `${podOf(name)}-ett`;

export class Suite extends Processes {
  constructor() {
    super();
    this.apiKey = randomBytes(16).toString('hex');
    this.volumes = ['ett-callers'];
    this.network = `ett-${randomBytes(4).toString('hex')}`;
  }

  async start() {
    this.containers = new Containers(image('gateway'));
    this.manifests = new Manifests(await renderTogether({ overlay: 'dev' }));
    this.hosts = this.#addresses();
    this.gateway = `127.0.0.1:${await freePort()}`;
    for (const name of [...DOMAINS, 'gateway']) this.#play(name);
    await this.untilReady();
  }

  async kill(domain) { this.#podman('stop', '--time=0', containerOf(domain)); }
  async startDomain(domain) { this.#podman('start', containerOf(domain)); }

  // All at once, with the time that a kubelet gives them.
  async stop() {
    const [{ spec }] = this.manifests.pods;
    try {
      this.#podman('stop', '--ignore', `--time=${spec.terminationGracePeriodSeconds}`, ...NAMES.map(containerOf));
      this.said = this.logs();
      return NAMES.map((name) => this.#end(containerOf(name)));
    } finally {
      this.#remove();
      await super.stop();
    }
  }

  #end(container) {
    const code = Number(this.#podman('inspect', '--format={{.State.ExitCode}}', container));
    return { code, signal: code === 137 ? 'SIGKILL' : null };
  }

  #remove() {
    for (const name of NAMES) this.#podman('pod', 'rm', '--force', '--ignore', podOf(name));
    this.#podman('volume', 'rm', '--force', ...this.volumes);
    this.#podman('network', 'rm', '--force', this.network);
    this.containers.end();
  }

  logs() {
    return this.said ?? NAMES.map((name) => `--- ${name}\n${this.#podman('logs', '--tail=30', containerOf(name))}`).join('\n');
  }

  #podman(...args) { return this.containers.podman(...args); }

  // One for each pod, in a network of their own.
  #addresses() {
    this.#podman('network', 'create', this.network);
    const [{ subnets: [{ subnet }] }] = JSON.parse(this.#podman('network', 'inspect', this.network));
    const network = subnet.replace(/\.\d+\/\d+$/, '');
    return new Map(NAMES.map((name, index) => [`ett-${name}`, `${network}.${FIRST_ADDRESS + index}`]));
  }

  #play(name) {
    const file = join(this.directory, `${name}.yaml`);
    const own = this.manifests.objects.filter((each) => this.manifests.ownerOf(each) === `ett-${name}`);
    const objects = [...own.filter(({ kind }) => ['ConfigMap', 'PersistentVolumeClaim', 'Deployment'].includes(kind)), this.#callers()];
    writeFileSync(file, objects.map((each) => JSON.stringify(this.#taken(each))).join('\n---\n'));
    this.#podman('kube', 'play', '--replace', `--network=${this.network}`, `--ip=${this.hosts.get(`ett-${name}`)}`, file);
  }

  #published() {
    const [hostIP, port] = this.gateway.split(':');
    return { containerPort: PORT, hostIP, hostPort: Number(port) };
  }

  #callers() {
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ett-callers' }, data: callersOf(this.apiKey, SCOPES) };
  }

  // An object as podman takes it.
  #taken(object) {
    const taken = structuredClone(object);
    if (taken.kind === 'PersistentVolumeClaim') {
      // What fsGroup says to a kubelet.
      this.volumes.push(taken.metadata.name);
      taken.metadata.annotations = { 'volume.podman.io/uid': '65532', 'volume.podman.io/gid': '65532' };
    }
    if (taken.kind !== 'Deployment') return taken;
    const { spec } = taken.spec.template;
    // Those that are named it would publish on the node.
    for (const container of spec.containers) delete container.ports;
    if (taken.metadata.name === 'ett-gateway') spec.containers[0].ports = [this.#published()];
    spec.hostAliases = [...this.hosts].map(([host, ip]) => ({ ip, hostnames: [host] }));
    for (const volume of spec.volumes) this.#own(volume, taken);
    return taken;
  }

  // A volume of a Deployment, which podman keeps by its name alone.
  #own(volume, { metadata, spec: { template: { spec: { containers } } } }) {
    if (volume.secret) {
      volume.configMap = { name: volume.secret.secretName };
      delete volume.secret;
    }
    if (!volume.emptyDir) return;
    const own = `${metadata.name}-${volume.name}`;
    for (const mount of containers.flatMap(({ volumeMounts }) => volumeMounts)) {
      if (mount.name === volume.name) mount.name = own;
    }
    volume.name = own;
    this.volumes.push(own);
  }
}
