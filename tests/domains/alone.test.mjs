// Each service's build, tests, version, changelog and owners are its own.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, root } from '../acceptance/suite.mjs';

const services = readdirSync(join(root, 'services'));
const read = (path) => readFileSync(join(root, path), 'utf8');

// All that is read or made on the way to a target, from the sources on.
const inputsOf = (target) => execFileSync('ninja', ['-C', build, '-t', 'inputs', target], { encoding: 'utf8', maxBuffer: 1 << 26 })
  .split('\n').map((path) => path.replace(`${root}/`, ''));

// Whose file it is, of those who work apart: a domain, the gateway, or nobody.
function ownerOf(path) {
  const [, domain] = /(?:^|\/)(?:services|ett)\/(\w+)\//.exec(path) ?? [];
  if (services.includes(domain)) return domain;
  return /(?:^|\/)gateway\//.test(path) ? 'gateway' : undefined;
}

for (const service of services) {
  test(`${service} and its tests are built from nothing of the others and the gateway`, () => {
    const inputs = [`test-${service}`, `${service}_server`].flatMap(inputsOf);
    assert.ok(inputs.includes(`services/${service}/service.cc`), inputs.slice(0, 20).join('\n'));
    assert.ok(inputs.some((path) => path.startsWith(`proto/ett/${service}/`)));
    assert.deepEqual([...new Set(inputs.filter((path) => ![service, undefined].includes(ownerOf(path))))], []);
  });
}

test('the gateway and its tests are built from nothing of a domain', () => {
  const inputs = ['test-gateway', 'gateway'].flatMap(inputsOf);
  assert.ok(inputs.includes('gateway/main.cc'));
  assert.deepEqual([...new Set(inputs.filter((path) => services.includes(ownerOf(path))))], []);
});

test('what is built of several is seen to be', () => {
  const owners = new Set(inputsOf('load').map(ownerOf));
  for (const service of ['hr', 'ownership', 'property']) assert.ok(owners.has(service), service);
});

for (const part of [...services.map((service) => `services/${service}`), 'gateway']) {
  test(`the version of ${part} is the latest of its changelog, and the one that is rolled out`, () => {
    const version = read(`${part}/VERSION`).trim();
    assert.match(version, /^\d+\.\d+\.\d+$/);
    const [latest, ...earlier] = [...read(`${part}/CHANGELOG.md`).matchAll(/^## (\S+)$/gm)].map(([, name]) => name);
    assert.equal(latest, version);
    assert.ok(!earlier.includes(version));
    const name = part.split('/').at(-1);
    assert.match(read(`deploy/kubernetes/base/${name}/kustomization.yaml`),
      new RegExp(`newName: ett/${name}, newTag: ${version.replaceAll('.', '\\.')}}`));
  });
}

// As CODEOWNERS is read: the last line that fits counts.
const owners = read('.github/CODEOWNERS').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(/\s+/));
const fits = (pattern, path) => pattern === '*' || `/${path}`.startsWith(pattern);
const asked = (path) => owners.findLast(([pattern]) => fits(pattern, path))?.slice(1);

test('each line of CODEOWNERS is of something that is there, and names somebody', () => {
  for (const [pattern, ...names] of owners) {
    assert.ok(pattern === '*' || (pattern.startsWith('/') && existsSync(join(root, pattern))), pattern);
    assert.ok(names.length > 0 && names.every((name) => /^@[\w-]+(\/[\w-]+)?$/.test(name)), pattern);
  }
});

for (const service of services) {
  test(`${service} and its contract have one team, and what is shared has another`, () => {
    for (const path of [`services/${service}/service.cc`, `proto/ett/${service}/v1/${service}_service.proto`]) {
      assert.ok(existsSync(join(root, path)), path);
      assert.deepEqual(asked(path), [`@ett/${service}`], path);
    }
    assert.notDeepEqual(asked('proto/ett/figures/v1/figures.proto'), [`@ett/${service}`]);
  });
}
