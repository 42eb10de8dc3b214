// Objects against the types of their kinds: each becomes a literal of TypeScript, and a field that its
// type does not have is an error of the compiler.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../acceptance/suite.mjs';
import { temporaryDirectory } from './kustomize.mjs';

const PACKAGES = {
  '': 'kubernetes-models',
  'apps': 'kubernetes-models',
  'autoscaling': 'kubernetes-models',
  'batch': 'kubernetes-models',
  'networking.k8s.io': 'kubernetes-models',
  'policy': 'kubernetes-models',
  'cert-manager.io': '@kubernetes-models/cert-manager',
  'external-secrets.io': '@kubernetes-models/external-secrets',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'postgresql.cnpg.io': '@kubernetes-models/cloudnative-pg',
};

// What npm has no type for: the plugin's own kind, around a configuration that it has one for.
const OBJECT_STORE = `
import type { IBarmanObjectStoreConfiguration }
  from '@kubernetes-models/cloudnative-pg/github.com/cloudnative-pg/barman-cloud/pkg/api/BarmanObjectStoreConfiguration';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
export interface IObjectStore {
  apiVersion: 'barmancloud.cnpg.io/v1';
  kind: 'ObjectStore';
  metadata: INamespace['metadata'];
  spec: { configuration: IBarmanObjectStoreConfiguration; retentionPolicy?: string };
}
`;

const SETTINGS = {
  compilerOptions: {
    strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', types: [],
  },
  include: ['**/*.ts'],
};

// Where the type of an object's kind is; throws for a kind that nobody chose a package for.
function moduleOf({ apiVersion, kind }) {
  if (`${apiVersion}/${kind}` === 'barmancloud.cnpg.io/v1/ObjectStore') return '../object_store';
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  if (!(group in PACKAGES)) throw new Error(`no types for ${apiVersion} ${kind}`);
  return `${PACKAGES[group]}/${apiVersion}/${kind}`;
}

const literal = (object) => `import type { I${object.kind} } from '${moduleOf(object)}';\n`
  + `export const object: I${object.kind} = ${JSON.stringify(object, undefined, 2)};\n`;

// What the compiler says of the objects, by the names of the lists they are in; nothing when all is well.
export function typeErrors(lists) {
  const folder = temporaryDirectory();
  try {
    const seen = new Set();
    const write = (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write('tsconfig.json', JSON.stringify(SETTINGS));
    write('object_store.ts', OBJECT_STORE);
    for (const [list, objects] of Object.entries(lists)) {
      for (const object of objects) {
        const text = literal(object);
        if (!seen.has(text)) write(`${list}/${object.kind}_${object.metadata.name}.ts`, text);
        seen.add(text);
      }
    }
    const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['--project', folder, '--pretty', 'false'],
      { cwd: folder, encoding: 'utf8' });
    return status === 0 ? '' : stdout.replaceAll('"', '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
