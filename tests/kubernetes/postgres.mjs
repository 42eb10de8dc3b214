// Debian's PostgreSQL with what the objects of CloudNativePG say: databases, roles and who gets in where.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BINARIES = '/usr/lib/postgresql/15/bin';
const isRoot = process.geteuid() === 0;

export class Postgres {
  // At port 5432 of an address of its own. `certificate` has the PEM files of its port.
  constructor(address, certificate, accessLines) {
    this.address = address;
    this.directory = mkdtempSync(join(tmpdir(), 'ett-postgres-'));
    chmodSync(this.directory, 0o755);
    this.data = join(this.directory, 'data');
    mkdirSync(this.data);
    if (isRoot) execFileSync('chown', ['postgres', this.directory, this.data]);
    this.#run('initdb', '-D', this.data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
    this.#write('server.crt', certificate.cert);
    this.#write('server.key', certificate.key);
    this.#write('pg_hba.conf', ['local all all trust', ...accessLines, ''].join('\n'));
    this.#write('more.conf', `listen_addresses = '${address}'\nport = 5432\nunix_socket_directories = '${this.directory}'\n`
      + "ssl = on\nfsync = off\nmax_connections = 200\npassword_encryption = 'scram-sha-256'\n");
    this.start();
  }

  start() {
    this.#run('pg_ctl', '-D', this.data, '-w', '-l', join(this.data, 'log'), '-o', `-c config_file=${join(this.data, 'more.conf')}`, 'start');
  }

  stop() { this.#run('pg_ctl', '-D', this.data, '-m', 'immediate', 'stop'); }

  // As the superuser; throws what PostgreSQL says.
  ask(sql, { user = 'postgres', database = 'postgres' } = {}) {
    return execFileSync(join(BINARIES, 'psql'), ['-h', this.directory, '-U', user, '-d', database, '-v', 'ON_ERROR_STOP=1', '-Atqc', sql],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
  }

  // Over TCP, as somebody with a password.
  askAs(user, password, database, sql) {
    return execFileSync(join(BINARIES, 'psql'), ['-Atqc', sql, `postgresql://${user}@${this.address}:5432/${database}?sslmode=require`],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { PGPASSWORD: password } });
  }

  // Roles and databases of the objects; `passwordOf` a Secret's name.
  make(cluster, databases, passwordOf) {
    for (const { name, login, inRoles = [], passwordSecret } of cluster.spec.managed.roles) {
      const members = inRoles.length > 0 ? ` IN ROLE ${inRoles.join(', ')}` : '';
      this.ask(`CREATE ROLE ${name} ${login ? 'LOGIN' : ''} PASSWORD '${passwordOf(passwordSecret.name)}'${members}`);
    }
    for (const { spec } of databases) {
      this.ask(`CREATE DATABASE ${spec.name} OWNER ${spec.owner} TEMPLATE ${spec.template} ENCODING '${spec.encoding}'`
        + ` LC_COLLATE '${spec.localeCollate}' LC_CTYPE '${spec.localeCType}'`);
    }
  }

  destroy() {
    try {
      this.stop();
    } catch {
      // It was stopped already.
    }
    rmSync(this.directory, { recursive: true, force: true });
  }

  #write(name, text) {
    const path = join(this.data, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (isRoot) execFileSync('chown', ['postgres', path]);
  }

  #run(program, ...args) {
    const [file, ...before] = isRoot ? ['runuser', '-u', 'postgres', '--', join(BINARIES, program)] : [join(BINARIES, program)];
    execFileSync(file, [...before, ...args], { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
