// How pods come, are found well, and go.
import { PORTS, seconds, selects } from '../manifests.mjs';

const PROBES = ['startup', 'readiness', 'liveness'];
// A moment to close what is open, after the last call.
const LAST_SECONDS = 5;

function probeFaults({ name, container }) {
  const named = Object.fromEntries((container.ports ?? []).map((port) => [port.name, port.containerPort]));
  return [
    ...PROBES.filter((kind) => {
      const probe = container[`${kind}Probe`];
      return probe?.grpc?.service !== kind || probe.grpc.port !== named.admin || probe.timeoutSeconds > probe.periodSeconds;
    }).map((kind) => `${name}: ${kind}`),
    ...Object.entries(PORTS).filter(([port, number]) => named[port] !== number).map(([port]) => `${name}: port ${port}`),
  ];
}

const patience = ({ periodSeconds, failureThreshold }) => periodSeconds * failureThreshold;

export const rollout = {
  'every server is probed by gRPC at its admin port, each time by the service that is meant': (all) => all.servers.flatMap(probeFaults),

  'who is not ready gets no calls long before who is not alive is restarted': (all) => all.servers.filter(({ container }) =>
    patience(container.readinessProbe ?? {}) * 2 > patience(container.livenessProbe ?? {})).map(({ name }) => name),

  'what a pod does at its end fits into its grace period': (all) => all.servers.filter(({ pod, container }) => {
    const settings = all.settings(container);
    const sleeps = container.lifecycle?.preStop?.sleep?.seconds;
    const whole = sleeps + seconds(settings['drain-delay'] ?? '0') + seconds(settings['drain-timeout'] ?? '10s') + LAST_SECONDS;
    return !(sleeps >= 1 && whole <= pod.spec.terminationGracePeriodSeconds);
  }).map(({ name }) => name),

  'the number of pods is said once': (all) => all.deployments.filter((each) =>
    (each.spec.replicas === undefined) === (all.scalerOf(each) === undefined)).map(({ metadata }) => metadata.name),

  'whoever scales has something to scale, two at least, and goes down slowly': (all) => all.of('HorizontalPodAutoscaler').filter(
    ({ spec }) => !all.named('Deployment', spec.scaleTargetRef.name) || !(spec.minReplicas >= 2 && spec.maxReplicas > spec.minReplicas)
      || !(spec.behavior?.scaleDown?.stabilizationWindowSeconds >= 300)).map(({ metadata }) => metadata.name),

  'of several pods one may go, and no more': (all) => all.deployments.filter((each) => {
    const own = all.of('PodDisruptionBudget').filter(({ spec }) => selects(spec.selector, each.spec.template.metadata.labels));
    const least = all.scalerOf(each)?.spec.minReplicas ?? each.spec.replicas;
    return least > 1 ? own.length !== 1 || own[0].spec.maxUnavailable !== 1 : own.length !== 0;
  }).map(({ metadata }) => metadata.name),

  'several pods are spread over nodes and zones': (all) => all.deployments.filter((each) => {
    const { labels } = each.spec.template.metadata;
    const spread = (each.spec.template.spec.topologySpreadConstraints ?? []).filter(({ labelSelector }) =>
      selects(labelSelector, labels) && labelSelector.matchLabels['app.kubernetes.io/name'] === labels['app.kubernetes.io/name']);
    return ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].some((key) => !spread.some(({ topologyKey }) => topologyKey === key));
  }).map(({ metadata }) => metadata.name),

  'where there are several, the new ones are there before the old ones go': (all) => all.deployments.filter((each) =>
    all.scalerOf(each) && (each.spec.strategy?.type !== 'RollingUpdate' || each.spec.strategy.rollingUpdate.maxUnavailable !== 0))
    .map(({ metadata }) => metadata.name),
};
