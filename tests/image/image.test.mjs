// What ./dev image makes: small, without a shell, as restricted as a pod, told in full by its SBOM, and
// the same when it is made again elsewhere.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { root } from '../acceptance/suite.mjs';
import { answers, until } from '../kubernetes/kubelet.mjs';
import { NAMES, versionOf } from '../kubernetes/kustomize.mjs';
import { Containers, RESTRICTED, image, made, report } from './images.mjs';

const MOST_BYTES = 60_000_000;
// What no package has as a file.
const OWN = ['/etc/group', '/etc/nsswitch.conf', '/etc/passwd', '/usr/bin/ett', '/usr/share/ett/sbom.cdx.json'];

let containers;
before(() => { containers = new Containers(image('gateway')); });
after(() => containers?.end());

const inspected = (name) => JSON.parse(containers.podman('image', 'inspect', image(name)))[0];
// The paths of an image, by `tar`.
function paths(name) {
  const id = containers.podman('create', image(name));
  const file = join(containers.directory, `${name}.tar`);
  try {
    containers.podman('export', `--output=${file}`, id);
    const list = execFileSync('tar', ['--list', '--verbose', `--file=${file}`], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    return list.trim().split('\n').map((line) => {
      const [mode, , , , , path] = line.split(/ +/);
      return { mode, path: `/${path.replace(/^\.?\//, '')}` };
    });
  } finally {
    rmSync(file, { force: true });
    containers.podman('rm', id);
  }
}

for (const name of NAMES) {
  test(`${name} is below 60 MB`, () => {
    assert.equal(report(name).name, image(name));
    assert.ok(report(name).bytes < MOST_BYTES, `${report(name).bytes} bytes`);
    assert.ok(inspected(name).Size < MOST_BYTES, `${inspected(name).Size} bytes`);
  });

  test(`${name} says what it is, and runs as nobody of the machine`, () => {
    const { Config, Digest } = inspected(name);
    assert.equal(Digest, report(name).digest);
    assert.equal(Config.User, '65532:65532');
    const labels = Object.fromEntries(Object.entries(Config.Labels).map(([key, value]) => [key.replace('org.opencontainers.image.', ''), value]));
    assert.equal(labels.title, `ett-${name}`);
    assert.equal(labels.version, versionOf(name));
    assert.match(labels.revision, /^[0-9a-f]{40}(-changed)?$/);
    assert.match(labels.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test(`${name} has no shell, and nothing that changes who runs it`, () => {
    const found = paths(name);
    assert.deepEqual(found.filter(({ path }) => /\/s?bin\//.test(path) && !path.endsWith('/')).map(({ path }) => path), ['/usr/bin/ett']);
    assert.deepEqual(found.filter(({ mode }) => /s/i.test(mode.slice(1))), []);
  });

  test(`every file of ${name} is in its SBOM, which is valid CycloneDX`, async () => {
    const text = readFileSync(report(name).sbom, 'utf8');
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
    assert.equal(await validator.validate(text), null);
    const { components, metadata } = JSON.parse(text);
    assert.equal(metadata.component.name, `ett-${name}`);
    const told = components.flatMap(({ evidence }) => evidence.occurrences.map(({ location }) => location));
    const files = paths(name).filter(({ mode, path }) => mode[0] !== 'd' && !/^\/(dev|proc|sys|run|lib|lib64)(\/| |$)/.test(path)
      && !['/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/etc/mtab'].includes(path));
    assert.deepEqual(files.map(({ path }) => path).filter((path) => !OWN.includes(path)).sort(), [...new Set(told)].sort());
    for (const { name: each, version: revision, licenses } of components) {
      assert.match(revision, /^\d/, each);
      assert.ok(licenses.length > 0, each);
    }
    assert.ok(components.some(({ name: each }) => each === 'libssl3'));
  });

  test(`${name} shows its flags in a container that may do nothing`, () => {
    assert.match(containers.podman('run', '--rm', '--network=none', ...RESTRICTED, image(name), '--help'), /--admin-listen/);
  });
}

test('a container on a read-only root is healthy and answers', async () => {
  const data = mkdtempSync(join(tmpdir(), 'ett-data-'));
  chmodSync(data, 0o777);
  const id = containers.podman('run', '--detach', '--network=host', ...RESTRICTED, `--volume=${data}:/var/lib/ett`, image('property'),
    '--listen=127.0.0.1:0', '--admin-listen=127.0.0.1:0', '--metrics-listen=127.0.0.1:0', '--identity=off',
    '--database=sqlite:/var/lib/ett/ett.db', '--ports-file=/var/lib/ett/ports.json');
  try {
    const file = join(data, 'ports.json');
    await until(() => `${file}\n${containers.podman('logs', id)}`, () => existsSync(file));
    const ports = JSON.parse(readFileSync(file, 'utf8'));
    assert.ok(await answers({ grpc: { port: ports.admin, service: 'readiness' }, timeoutSeconds: 20 }, '127.0.0.1'));
    const answer = execFileSync('node', [join(root, 'tools/call.mjs'), `127.0.0.1:${ports.listen}`,
      'ett.figures.v1.FigureService/ListMetrics', '{"parent": "municipalities/935478715"}'], { encoding: 'utf8' });
    assert.match(answer, /property\/energy-use/);
    containers.podman('stop', '--time=30', id);
    assert.equal(containers.podman('wait', id), '0');
  } finally {
    containers.podman('rm', '--force', id);
    rmSync(data, { recursive: true, force: true });
  }
});

// A clone of the commit that an image was made of, with what is changed here changed there.
function elsewhere(directory, name) {
  const [commit] = inspected(name).Config.Labels['org.opencontainers.image.revision'].split('-');
  execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', root, directory]);
  execFileSync('git', ['-C', directory, 'checkout', '--quiet', '--detach', commit]);
  const changed = execFileSync('git', ['-C', root, 'ls-files', '-z', '--modified', '--others', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of changed.split('\0').filter((each) => each && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    cpSync(join(root, file), join(directory, file));
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
}

test('the same files make the same image in another folder', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ett-checkout-'));
  try {
    elsewhere(directory, 'gateway');
    assert.equal(made('gateway', directory).digest, report('gateway').digest);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
