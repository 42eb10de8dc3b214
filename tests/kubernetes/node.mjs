// A node with the pods of a combination, and what others make in a cluster: Secrets, certificates, names.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { root } from '../acceptance/suite.mjs';
import { Certificates } from '../protocols/certificates.mjs';
import { Pod } from './kubelet.mjs';
import { Postgres } from './postgres.mjs';

const KEY = randomBytes(16).toString('hex');
const SCOPES = ['ett:figures.read', 'ett:property.read'];
// All lead to the one PostgreSQL that there is.
const POSTGRES = ['ett-postgres-rw', 'ett-postgres-ro', 'ett-postgres-pooler'];

// The Secret of callers: one, with this key.
export const callersOf = (key, scopes) => ({ 'api-keys': `tester ${createHash('sha256').update(key).digest('hex')} ${scopes} *\n` });

export class Node {
  // `counts` is how many addresses each Deployment may have pods at: { hr: 3 }.
  constructor(manifests, counts) {
    this.manifests = manifests;
    this.directory = mkdtempSync(join(tmpdir(), 'ett-node-'));
    this.network = `127.${randomInt(1, 255)}.${randomInt(0, 256)}`;
    this.last = 0;
    this.pods = [];
    this.passwords = new Map();
    this.day = 1;
    this.certificates = new Certificates(this.directory);
    this.addresses = new Map(Object.entries(counts).map(([name, count]) => [name, Array.from({ length: count }, () => this.#address())]));
    this.hosts = new Map([
      ...[...this.addresses].map(([name, own]) => [`ett-${name}`, own]),
      ['ett-peers-gateway', this.addresses.get('gateway')],
    ]);
    this.issue();
    if (manifests.of('Cluster').length > 0) this.#startPostgres();
  }

  // Certificates of all processes, by the authority that there is; at first, and when they are renewed.
  issue() {
    const wanted = this.manifests.of('Certificate').filter(({ spec }) => spec.dnsNames);
    this.issued = new Map(wanted.map((each) => [each.spec.secretName, this.#issue(each)]));
  }

  // Pods get what was issued anew.
  renew() {
    this.day += 1;
    this.issue();
    for (const pod of this.pods.filter(({ leaving }) => !leaving)) pod.refill();
  }

  // The files of a Secret.
  secret(name) {
    if (name === 'ett-callers') return callersOf(KEY, SCOPES);
    if (name === 'ett-postgres-ca') return { 'ca.crt': this.certificates.ca };
    if (this.issued.has(name)) return this.issued.get(name);
    if (!this.passwords.has(name)) this.passwords.set(name, randomBytes(12).toString('hex'));
    return { password: `${this.passwords.get(name)}\n` };
  }

  // One more pod, at the next address of its Deployment, or at one given.
  pod(name, address = this.addresses.get(name)[this.pods.filter((each) => each.of === name).length]) {
    const pod = new Pod(this, this.manifests.named('Deployment', `ett-${name}`), address);
    pod.of = name;
    this.pods.push(pod);
    return pod;
  }

  // That of a Job, which has an end.
  jobPod(name) {
    const pod = new Pod(this, this.manifests.named('Job', name), this.#address());
    this.pods.push(pod);
    return pod;
  }

  // So many pods of each, started side by side.
  async start(names, count = 1) {
    const pods = names.flatMap((name) => Array.from({ length: count }, () => this.pod(name)));
    await Promise.all(pods.map((pod) => pod.start()));
    await Promise.all(pods.map((pod) => pod.untilReady()));
  }

  // One that no Service leads to.
  addressOutside() { return this.#address(); }

  of(name) { return this.pods.filter((each) => each.of === name && !each.leaving); }

  // A client of a service's contract at the gateways that there are.
  client(file, service) {
    const definition = protoLoader.loadSync(file, {
      includeDirs: [join(root, 'proto'), join(root, 'node_modules/google-proto-files')], keepCase: true, enums: String, defaults: true,
    });
    const Client = service.split('.').reduce((part, name) => part[name], grpc.loadPackageDefinition(definition));
    const target = `ipv4:${this.addresses.get('gateway').map((address) => `${address}:8443`).join(',')}`;
    const credentials = this.issued.size > 0 ? grpc.credentials.createSsl(this.certificates.ca) : grpc.credentials.createInsecure();
    return new Client(target, credentials, { 'grpc.ssl_target_name_override': 'ett-gateway', 'grpc.default_authority': 'ett-gateway' });
  }

  stop() {
    for (const pod of this.pods) pod.kill();
    this.postgres?.destroy();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #address() {
    this.last += 1;
    return `${this.network}.${this.last}`;
  }

  // As cert-manager; the addresses of pods stand for their names, which nobody resolves here.
  #issue({ metadata, spec }) {
    const own = this.addresses.get(metadata.name.replace('ett-', '')) ?? [];
    const names = [
      ...spec.dnsNames.map((name) => `DNS:${name}`), ...(spec.uris ?? []).map((uri) => `URI:${uri}`), ...own.map((each) => `IP:${each}`),
    ];
    const { cert, key } = this.certificates.issue(metadata.name, names.join(','));
    return { 'tls.crt': cert, 'tls.key': key, 'ca.crt': this.certificates.ca };
  }

  #startPostgres() {
    const address = this.#address();
    const [cluster] = this.manifests.of('Cluster');
    for (const name of POSTGRES) this.hosts.set(name, [address]);
    const certificate = this.certificates.issue('postgres', `DNS:${POSTGRES[0]},IP:${address}`);
    this.postgres = new Postgres(address, certificate, cluster.spec.postgresql.pg_hba);
    this.postgres.make(cluster, this.manifests.of('Database'), (name) => this.secret(name).password.trim());
  }
}

// A unary call of somebody with a key.
export function callAs(client, method, request, key = KEY) {
  const metadata = new grpc.Metadata();
  if (key) metadata.set('x-api-key', key);
  return new Promise((resolve, reject) => {
    client[method](request, metadata, { deadline: Date.now() + 20_000 }, (error, reply) => (error ? reject(error) : resolve(reply)));
  });
}

