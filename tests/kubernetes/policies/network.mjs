// Who finds whom, and who may reach whom.
import { PORTS, selects } from '../manifests.mjs';

const COMPONENT = 'app.kubernetes.io/component';
// Pods that others make: CloudNativePG's, Prometheus, whoever else is in the cluster.
const DATABASE = { name: 'PostgreSQL', labels: { 'cnpg.io/cluster': 'ett-postgres', [COMPONENT]: 'database' } };
const POOLER = { name: 'the pooler', labels: { 'cnpg.io/poolerName': 'ett-postgres-pooler', [COMPONENT]: 'database' } };
const PROMETHEUS = { name: 'prometheus', labels: { 'app.kubernetes.io/name': 'prometheus' }, namespace: 'monitoring' };
const STRANGER = { name: 'a stranger', labels: {}, namespace: 'elsewhere' };
const NEIGHBOUR = { name: 'another pod of the namespace', labels: {} };
const POSTGRES_PORT = 5432;

const portsOf = (pod) => Object.fromEntries(pod.spec.containers.flatMap(({ ports = [] }) => ports)
  .map((port) => [port.name, port.containerPort]));
const numberOf = (port, pod) => (typeof port === 'string' ? portsOf(pod)[port] : port);

function isPeer({ podSelector, namespaceSelector, ipBlock }, { labels, namespace = 'ett' }) {
  if (ipBlock) return false;
  const here = namespaceSelector ? selects(namespaceSelector, { 'kubernetes.io/metadata.name': namespace }) : namespace === 'ett';
  return here && selects(podSelector ?? {}, labels);
}

// Whether the policies let `subject` speak to `peer` in a direction: all that select it allow what any allows.
function isLet(all, direction, subject, peer, number, target) {
  if ((subject.namespace ?? 'ett') !== 'ett') return true;
  const own = all.of('NetworkPolicy').filter(({ spec }) => spec.policyTypes.includes(direction)
    && selects(spec.podSelector, subject.labels));
  if (own.length === 0) return true;
  const side = direction === 'Ingress' ? 'from' : 'to';
  return own.flatMap(({ spec }) => spec[direction.toLowerCase()] ?? []).some((rule) =>
    (!rule.ports || rule.ports.some(({ port }) => port === number || (target.spec && numberOf(port, target) === number)))
      && (!rule[side] || rule[side].some((each) => isPeer(each, peer))));
}

const reaches = (all, from, to, number) => isLet(all, 'Egress', from, to, number, to) && isLet(all, 'Ingress', to, from, number, to);

// [from, to, port, whether it may] of all that matters, by the names of pods.
function wanted(all) {
  const pods = all.pods;
  const is = (pod, ...components) => components.includes(pod.labels[COMPONENT]);
  const servers = pods.filter((pod) => is(pod, 'service', 'gateway'));
  return [
    ...pods.flatMap((from) => servers.map((to) => [from, to, PORTS.api, is(from, 'gateway')])),
    ...servers.map((to) => [STRANGER, to, PORTS.api, is(to, 'gateway')]),
    ...servers.flatMap((to) => ['admin', 'metrics'].map((port) => [STRANGER, to, PORTS[port], false])),
    ...servers.map((to) => [PROMETHEUS, to, PORTS.metrics, true]),
    ...servers.map((to) => [PROMETHEUS, to, PORTS.admin, false]),
    ...pods.map((from) => [from, DATABASE, POSTGRES_PORT, is(from, 'service', 'migration')]),
    [STRANGER, DATABASE, POSTGRES_PORT, false],
    [NEIGHBOUR, STRANGER, 443, false],
    [STRANGER, NEIGHBOUR, 443, false],
    ...all.of('Cluster').map(() => [DATABASE, DATABASE, POSTGRES_PORT, true]),
    ...all.of('Pooler').flatMap(() => [[POOLER, DATABASE, POSTGRES_PORT, true], [STRANGER, POOLER, POSTGRES_PORT, false]]),
    ...all.of('Pooler').flatMap(() => servers.map((from) => [from, POOLER, POSTGRES_PORT, is(from, 'service')])),
  ];
}

const selectorsOf = (all) => [
  ...all.of('Service').map((each) => [each, { matchLabels: each.spec.selector }]),
  ...all.of('Deployment', 'PodDisruptionBudget').map((each) => [each, each.spec.selector]),
  ...all.of('NetworkPolicy').map((each) => [each, each.spec.podSelector]).filter(
    ([, selector]) => ![DATABASE, POOLER].some(({ labels }) => selects(selector, labels))),
];

const labelOf = (object) => `${object.kind} ${object.metadata.name}`;

// host:port of what a gateway calls.
function addresses(all) {
  const peers = all.settings(all.gateway.spec.template.spec.containers[0])['limit-peers'];
  return [...all.upstreams, ...(peers ? [peers] : [])];
}

export const network = {
  'every selector selects pods that there are': (all) => selectorsOf(all).filter(([, selector]) =>
    !all.pods.some(({ labels }) => selects(selector, labels))).map(([object]) => labelOf(object)),

  'pods are selected by one Deployment, Service or budget of their own': (all) => selectorsOf(all)
    .filter(([{ kind }]) => kind !== 'NetworkPolicy').filter(([object, selector]) =>
      all.pods.some((pod) => selects(selector, pod.labels) && all.ownerOf(pod.owner) !== all.ownerOf(object)))
    .map(([object]) => labelOf(object)),

  'every port of a Service is one of its pods': (all) => all.of('Service').flatMap((service) =>
    all.pods.filter(({ labels }) => selects({ matchLabels: service.spec.selector }, labels)).flatMap((pod) =>
      service.spec.ports.filter(({ port, targetPort }) => portsOf(pod)[targetPort] !== port).map(({ name }) => `${labelOf(service)}: ${name}`))),

  'every port that a policy names is one of its pods or of those it speaks to': (all) => all.of('NetworkPolicy').flatMap((policy) =>
    ['ingress', 'egress'].flatMap((way) => (policy.spec[way] ?? []).flatMap(({ ports = [], to }) => {
      const aims = way === 'ingress' ? all.pods.filter(({ labels }) => selects(policy.spec.podSelector, labels))
        : all.pods.filter(({ labels }) => (to ?? []).some(({ podSelector }) => podSelector && selects(podSelector, labels)));
      return ports.filter(({ port }) => typeof port === 'string' && !(aims.length > 0 && aims.every((pod) => port in portsOf(pod))))
        .map(({ port }) => `${labelOf(policy)}: ${port}`);
    }))),

  'services are headless, so that calls are balanced': (all) => all.services.filter((each) =>
    all.named('Service', each.metadata.name)?.spec.clusterIP !== 'None').map(labelOf),

  'the gateway calls Services that there are, and only headless ones': (all) => (all.gateway ? addresses(all) : []).filter((address) => {
    const [host, port] = address.split(':');
    const service = all.named('Service', host);
    return service?.spec.clusterIP !== 'None' || !service.spec.ports.some((own) => own.port === Number(port));
  }),

  'the gateway calls every service': (all) => (all.gateway ? all.services : []).filter(({ metadata }) =>
    !addresses(all).includes(`${metadata.name}:${PORTS.api}`)).map(labelOf),

  'several gateways find each other': (all) => (all.gateway && all.scalerOf(all.gateway) ? [all.gateway] : []).filter((each) =>
    !all.settings(each.spec.template.spec.containers[0])['limit-peers']).map(labelOf),

  'who may reach whom does, and nobody else': (all) => (all.named('NetworkPolicy', 'default-deny') ? wanted(all) : [])
    .filter(([from, to, port, may]) => reaches(all, from, to, port) !== may)
    .map(([from, to, port, may]) => `${from.name} ${may ? 'does not reach' : 'reaches'} ${to.name}:${port}`),

  'a route leads to a port of a Service': (all) => all.of('GRPCRoute', 'HTTPRoute').filter(({ spec }) =>
    spec.rules.some(({ backendRefs = [] }) => backendRefs.length === 0 || backendRefs.some(({ name, port }) =>
      !all.named('Service', name)?.spec.ports.some((own) => own.port === port)))).map(labelOf),

  'gRPC and HTTP have hosts of their own': (all) => all.of('GRPCRoute').filter(({ spec }) => spec.hostnames.some((host) =>
    all.of('HTTPRoute').some((other) => other.spec.hostnames.includes(host)))).map(labelOf),

  'every process is scraped, by the job ett-NAME': (all) => all.of('ServiceMonitor').flatMap(({ spec }) => all.deployments.filter(
    (each) => {
      const isScraped = ({ name, targetPort }) => targetPort === 'metrics' && spec.endpoints.some(({ port }) => port === name);
      const own = all.of('Service').filter((service) => selects(spec.selector, service.metadata.labels)
        && selects({ matchLabels: service.spec.selector }, each.spec.template.metadata.labels) && service.spec.ports.some(isScraped));
      return own.length !== 1 || own[0].metadata.labels[spec.jobLabel] !== each.metadata.name;
    },
  ).map(labelOf)),
};
