// What processes are told, and the files that they are told of.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build, root } from '../../acceptance/suite.mjs';
import { PROGRAMS, yaml } from '../kustomize.mjs';

const known = new Map();

// The flags of the built program of an image.
function flagsOf(image) {
  const name = /^ett\/([a-z]+):/.exec(image)?.[1];
  if (!known.has(name)) {
    const help = execFileSync(join(build, PROGRAMS[name]), ['--help'], { encoding: 'utf8' });
    known.set(name, new Set([...help.matchAll(/^ +--([a-z-]+) [^\n]*\(Env:ETT_/gm)].map(([, flag]) => flag)));
  }
  return known.get(name);
}

const ITEMS_OF_CERTIFICATE = ['tls.crt', 'tls.key', 'ca.crt'];

// The keys of a Secret that an object of the combination makes, by its name.
function madeSecrets(all) {
  return new Map([
    ...all.of('Certificate').map(({ spec }) => [spec.secretName, ITEMS_OF_CERTIFICATE]),
    ...all.of('ExternalSecret').map(({ spec }) => [spec.target.name,
      [...Object.keys(spec.target.template?.data ?? {}), ...spec.data.map(({ secretKey }) => secretKey)]]),
    ...all.of('Cluster').map(({ metadata }) => [`${metadata.name}-ca`, ['ca.crt', 'ca.key']]),
  ]);
}

// Everything of the combination that asks for a Secret: [who, its name].
function askedSecrets(all) {
  const volumes = all.pods.flatMap(({ name, spec }) => spec.volumes.filter(({ secret }) => secret)
    .map(({ secret }) => [name, secret.secretName]));
  const roles = all.of('Cluster').flatMap(({ spec }) => spec.managed.roles.map((role) => [role.name, role.passwordSecret.name]));
  const stores = all.of('ObjectStore').flatMap(({ metadata, spec }) =>
    Object.values(spec.configuration.s3Credentials).map(({ name }) => [metadata.name, name]));
  return [...volumes, ...roles, ...stores];
}

// The names of files below a volume; undefined where only whoever makes the Secret knows.
function filesOf(all, { secret, configMap }) {
  const { items } = secret ?? configMap ?? {};
  if (items) return items.map(({ path }) => path);
  if (configMap) return Object.keys(all.named('ConfigMap', configMap.name)?.data ?? {});
  return secret && madeSecrets(all).get(secret.secretName);
}

// The files below /etc/ett that settings name, and that no mount has.
function missingFiles(all, { pod, container }) {
  const named = Object.values(all.settings(container)).flatMap((value) => String(value).match(/\/etc\/ett\/[\w./-]+/g) ?? []);
  return named.filter((path) => {
    const mount = (container.volumeMounts ?? []).find(({ mountPath }) => path.startsWith(`${mountPath}/`));
    const volume = pod.spec.volumes.find(({ name }) => name === mount?.name);
    const files = volume && filesOf(all, volume);
    return !volume || (files && !files.includes(path.slice(mount.mountPath.length + 1)));
  });
}

const tls = (all, each) => all.settings(each.container)['tls-certificate'] !== undefined;

// Where one process speaks TLS, all do, and names of certificates are those that are called.
function tlsFaults(all) {
  const { servers } = all;
  if (!servers.some((each) => tls(all, each))) return [];
  const certificate = (name) => all.named('Certificate', name)?.spec;
  const gateway = servers.find(({ pod }) => pod.owner === all.gateway);
  const given = gateway ? all.settings(gateway.container) : {};
  const hosts = [...(gateway ? all.upstreams : []), given['limit-peers']].filter(Boolean).map((address) => address.split(':')[0]);
  const isNamed = (host) => all.of('Certificate').some(({ spec }) => spec.dnsNames?.includes(host) && spec.usages.includes('server auth'));
  return [
    ...servers.filter((each) => !tls(all, each) || !all.settings(each.container)['tls-client-ca'])
      .map(({ name }) => `${name} is plain`),
    ...servers.filter(({ pod }) => certificate(pod.owner.metadata.name)?.secretName
      !== pod.spec.volumes.find(({ name }) => name === 'tls')?.secret.secretName).map(({ name }) => `${name} has another's certificate`),
    ...['upstream-ca', 'upstream-certificate', 'upstream-key'].filter((flag) => gateway && !given[flag])
      .map((flag) => `the gateway lacks ${flag}`),
    ...hosts.filter((host) => !isNamed(host)),
    ...(gateway && !certificate('ett-gateway').usages.includes('client auth') ? ['the gateway has no client certificate'] : []),
  ];
}

const sources = () => ['ratios.yaml', 'alerts.yaml'].flatMap((name) => yaml(join(root, 'deploy/observability', name)).groups);

export const settings = {
  'every flag and every ETT_ variable is one of the program': (all) => all.containers.flatMap(({ name, container }) =>
    Object.keys(all.settings(container)).filter((flag) => !flagsOf(container.image).has(flag)).map((flag) => `${name}: ${flag}`)),

  'no flag is given twice': (all) => all.containers.flatMap(({ name, container }) => {
    const flags = (container.args ?? []).map((each) => each.split('=')[0]);
    return flags.filter((flag, index) => flags.indexOf(flag) !== index).map((flag) => `${name}: ${flag}`);
  }),

  'a process listens at the ports that its pod has': (all) => all.servers.filter(({ container }) => {
    const given = all.settings(container);
    const port = (name) => container.ports.find((each) => each.name === name)?.containerPort;
    return given.listen !== `0.0.0.0:${port('api')}` || given['admin-listen'] !== `0.0.0.0:${port('admin')}`
      || given['metrics-listen'] !== `0.0.0.0:${port('metrics')}`;
  }).map(({ name }) => name),

  'everybody is asked who calls': (all) => all.servers.filter(({ container }) => all.settings(container).identity !== 'tokens')
    .map(({ name }) => name),

  'where one speaks TLS all do, by certificates of the names that are called': tlsFaults,

  'the gateway has as many loops as cores': (all) => all.servers.filter(({ pod, container }) => pod.owner === all.gateway
    && all.settings(container).loops !== container.resources?.limits?.cpu).map(({ name }) => name),

  'every ConfigMap and every volume of a pod is there': (all) => all.pods.flatMap(({ name, spec }) => [
    ...[...spec.initContainers ?? [], ...spec.containers].flatMap(({ envFrom = [] }) => envFrom)
      .map(({ configMapRef }) => configMapRef.name).concat(spec.volumes.filter(({ configMap }) => configMap).map(({ configMap }) => configMap.name))
      .filter((each) => !all.named('ConfigMap', each)),
    ...spec.volumes.filter(({ persistentVolumeClaim: claim }) => claim && !all.named('PersistentVolumeClaim', claim.claimName))
      .map((volume) => volume.name),
  ].map((each) => `${name}: ${each}`)),

  'every Secret is made by an object, or by hand as the combination says': (all) => askedSecrets(all)
    .filter(([, name]) => !madeSecrets(all).has(name) && !all.secrets.includes(name)).map(([who, name]) => `${who}: ${name}`),

  'nobody is asked to make a Secret that nobody uses or that is made': (all) => all.secrets.filter((name) =>
    madeSecrets(all).has(name) || !askedSecrets(all).some(([, asked]) => asked === name)),

  'every mount has a volume, and every volume a mount': (all) => all.pods.flatMap(({ name, spec }) => {
    const mounted = [...spec.initContainers ?? [], ...spec.containers]
      .flatMap(({ volumeMounts = [] }) => volumeMounts.map((each) => each.name));
    const volumes = spec.volumes.map((each) => each.name);
    return [...mounted.filter((each) => !volumes.includes(each)), ...volumes.filter((each) => !mounted.includes(each))]
      .map((each) => `${name}: ${each}`);
  }),

  'every file that a setting names is mounted': (all) => all.containers.flatMap((each) =>
    missingFiles(all, each).map((path) => `${each.name}: ${path}`)),

  'files of Secrets and ConfigMaps are for reading': (all) => all.containers.flatMap(({ name, container }) =>
    (container.volumeMounts ?? []).filter(({ mountPath, readOnly }) => mountPath.startsWith('/etc/') && !readOnly)
      .map(({ mountPath }) => `${name}: ${mountPath}`)),

  'the rules are those of deploy/observability': (all) => all.of('PrometheusRule')
    .filter(({ spec }) => !isDeepStrictEqual(spec.groups, sources()))
    .map(({ metadata }) => `${metadata.name}: tools/prometheus_rule.sh makes it anew`),
};
