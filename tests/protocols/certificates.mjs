// Certificates, tokens and their keys, made for a test, in files that are swapped as Kubernetes does it:
// `certs/tls.crt` → `..data/tls.crt`, and `..data` is a link to the folder of the day.
import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ISSUER = 'https://issuer.example/';
const VALID_S = 600;
// Keys that are published before one signs with it, and as long after.
const AHEAD = 8;
const DAYS_OF_A_KEY = 3;

function openssl(directory, ...args) {
  execFileSync('openssl', args, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] });
}

export class Certificates {
  constructor(directory) {
    this.directory = join(directory, 'certs');
    mkdirSync(this.directory);
    openssl(this.directory, 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
      '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=Test authority', '-days', '2');
    this.ca = readFileSync(join(this.directory, 'ca.crt'));
    this.days = 0;
  }

  path(name) { return join(this.directory, name); }

  // Returns { cert, key } signed by the authority.
  issue(name, alternatives, directory = this.directory) {
    const extensions = join(this.directory, 'extensions');
    writeFileSync(extensions, `subjectAltName=${alternatives}\nbasicConstraints=CA:FALSE\n`);
    openssl(directory, 'req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
      '-keyout', 'tls.key', '-out', 'tls.csr', '-subj', `/CN=${name}`);
    openssl(directory, 'x509', '-req', '-in', 'tls.csr', '-CA', this.path('ca.crt'), '-CAkey', this.path('ca.key'),
      '-out', 'tls.crt', '-days', '1', '-extfile', extensions);
    return { cert: readFileSync(join(directory, 'tls.crt')), key: readFileSync(join(directory, 'tls.key')) };
  }

  // A client's, which lies nowhere.
  client(name) {
    const directory = this.path(`client-${name}`);
    mkdirSync(directory);
    return this.issue(name, `DNS:${name}`, directory);
  }

  // The list of revoked certificates, `revoked.crl`, is made anew, with one more client if there is a name.
  revoke(name) {
    const settings = this.path('ca.cnf');
    if (!existsSync(settings)) {
      writeFileSync(settings, '[ca]\ndefault_ca=all\n[all]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=1\n');
      writeFileSync(this.path('index.txt'), '');
    }
    const signed = ['ca', '-config', settings, '-cert', 'ca.crt', '-keyfile', 'ca.key'];
    if (name) openssl(this.directory, ...signed, '-revoke', join(`client-${name}`, 'tls.crt'));
    openssl(this.directory, ...signed, '-gencrl', '-out', 'revoked.part');
    renameSync(this.path('revoked.part'), this.path('revoked.crl'));
  }

  // The server's certificate becomes one with this name.
  swap(name) {
    const day = `..${++this.days}`;
    mkdirSync(this.path(day));
    this.issue(name, 'DNS:localhost,IP:127.0.0.1', this.path(day));
    symlinkSync(day, this.path('..new'));
    renameSync(this.path('..new'), this.path('..data'));
    if (this.days > 1) return;
    for (const file of ['tls.crt', 'tls.key']) symlinkSync(`..data/${file}`, this.path(file));
  }
}

export class Issuer {
  constructor(directory) {
    this.path = join(directory, 'keys.json');
    this.keys = Array.from({ length: AHEAD }, () => this.#newKey());
    this.#publish();
  }

  flags() { return ['--identity=tokens', `--identity-issuer=${ISSUER}=${this.path}`]; }

  // Signs with the next key from now on; one more is published, and one that was is not any more.
  rotate() {
    this.keys.push(this.#newKey());
    if (this.keys.length > 2 * AHEAD) this.keys.shift();
    this.#publish();
  }

  token(scope) {
    const now = Math.floor(Date.now() / 1000);
    const { id, privateKey } = this.keys[this.keys.length - AHEAD];
    const claims = { iss: ISSUER, aud: 'ett', sub: 'kari', scope, iat: now, exp: now + VALID_S,
      ett_municipalities: ['*'] };
    const text = [{ alg: 'ES256', kid: id }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `Bearer ${text}.${signature.toString('base64url')}`;
  }

  #newKey() {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return { id: randomUUID(), publicKey, privateKey };
  }

  #publish() {
    const keys = this.keys.map(({ id, publicKey }) => (
      { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'ES256', use: 'sig' }));
    writeFileSync(`${this.path}.part`, JSON.stringify({ keys }));
    renameSync(`${this.path}.part`, this.path);
  }
}

// Callers by key and by certificate, and how often they may call: files that are swapped day by day. A key counts
// for three days: it is used until that of the next day counts, and then calls with it may be on their way.
export class Settings {
  constructor(directory) {
    this.directory = directory;
    this.keys = [];
  }

  path(name) { return join(this.directory, name); }

  // Their names and limits are of this day.
  swap(day, scope) {
    this.keys = [...this.keys, { name: `loader-${day}`, key: randomUUID() }].slice(-DAYS_OF_A_KEY);
    const digest = (key) => createHash('sha256').update(key).digest('hex');
    this.#write('keys', this.keys.map(({ name, key }) => `${name} ${digest(key)} ${scope} *\n`).join(''));
    this.#write('names', `robot-${day} DNS:robot ${scope} *\n`);
    const limit = (more, rate) => ({ methods: '*', ...more, rate, per: '1h' });
    this.#write('limits.json', JSON.stringify([
      limit({}, Settings.rate(day)), limit({ callers: `robot-${day}` }, Settings.rateOfRobot(day))]));
  }

  // Calls in an hour.
  static rate(day) { return 500_000 + day; }
  static rateOfRobot(day) { return 700_000 + day; }

  #write(name, text) {
    writeFileSync(this.path('part'), text);
    renameSync(this.path('part'), this.path(name));
  }
}
