// Questions of rendered objects that several policies ask.

export const PORTS = { api: 8443, admin: 9400, metrics: 9464 };
const NAME = 'app.kubernetes.io/name';

const fits = (labels, { key, operator, values }) => {
  const has = key in labels;
  const results = { In: () => has && values.includes(labels[key]), NotIn: () => !values.includes(labels[key]),
    Exists: () => has, DoesNotExist: () => !has };
  return results[operator]();
};

// Whether a label selector, or a Service's plain one, selects `labels`.
export function selects(selector, labels) {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && matchExpressions.every((each) => fits(labels, each));
}

// Seconds of a flag such as 5s or 500ms.
export function seconds(text) {
  const [, number, unit] = /^([\d.]+)(ms|s|m|h)?$/.exec(text);
  return Number(number) * { ms: 0.001, s: 1, m: 60, h: 3600, undefined: 1 }[unit];
}

const MEBI = { Ki: 1 / 1024, Mi: 1, Gi: 1024 };
export const mebibytes = (text) => { const [, number, unit] = /^(\d+)(Ki|Mi|Gi)$/.exec(text); return Number(number) * MEBI[unit]; };
export const cores = (text) => (text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : Number(text));

export class Manifests {
  // `secrets` are those that somebody makes by hand.
  constructor(objects, secrets = []) {
    this.objects = objects;
    this.secrets = secrets;
  }

  of(...kinds) { return this.objects.filter(({ kind }) => kinds.includes(kind)); }
  named(kind, name) { return this.of(kind).find(({ metadata }) => metadata.name === name); }

  get deployments() { return this.of('Deployment'); }
  get services() { return this.deployments.filter((each) => each.metadata.labels['app.kubernetes.io/component'] === 'service'); }
  get gateway() { return this.named('Deployment', 'ett-gateway'); }

  // host:port of the services that the gateway calls: those of the file that it is told of.
  get upstreams() {
    const { volumes, containers: [container] } = this.gateway.spec.template.spec;
    const path = this.settings(container)['upstreams-file'] ?? '';
    const mount = container.volumeMounts.find(({ mountPath }) => path.startsWith(`${mountPath}/`));
    const volume = volumes.find(({ name }) => name === mount?.name);
    const file = this.named('ConfigMap', volume?.configMap?.name)?.data?.[path.slice(mount.mountPath.length + 1)] ?? '';
    return file.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('=')[1]);
  }

  // What makes pods of ours, with the template of its pods.
  get pods() {
    return this.of('Deployment', 'Job').map((owner) => ({
      owner, name: `${owner.kind} ${owner.metadata.name}`, labels: owner.spec.template.metadata.labels, spec: owner.spec.template.spec,
    }));
  }

  // Every container of them, those that come first included.
  get containers() {
    return this.pods.flatMap((pod) => [...pod.spec.initContainers ?? [], ...pod.spec.containers].map(
      (container) => ({ pod, container, name: `${pod.name}, ${container.name}` })));
  }

  // Those that stay.
  get servers() { return this.containers.filter(({ pod, container }) => pod.owner.kind === 'Deployment' && container.name === 'ett'); }
  get migrations() { return this.containers.filter(({ container }) => container.name === 'migrate'); }

  scalerOf(deployment) {
    return this.of('HorizontalPodAutoscaler').find(({ spec }) => spec.scaleTargetRef.name === deployment.metadata.name);
  }

  // The most pods of it at a time, while it is rolled out.
  mostPods(deployment) {
    const { strategy, replicas } = deployment.spec;
    return (this.scalerOf(deployment)?.spec.maxReplicas ?? replicas) + (strategy.rollingUpdate?.maxSurge ?? 0);
  }

  // The environment of a container, as the kubelet makes it: its own `env` counts before `envFrom`.
  environment(container) {
    const from = (container.envFrom ?? []).map(({ configMapRef }) => this.named('ConfigMap', configMapRef.name)?.data ?? {});
    return Object.assign({}, ...from, Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value])));
  }

  // What is set for the program: flags by their names without dashes, variables by that of their flag.
  settings(container) {
    const variables = Object.entries(this.environment(container)).filter(([name]) => name.startsWith('ETT_'))
      .map(([name, value]) => [name.slice(4).toLowerCase().replaceAll('_', '-'), value]);
    const flags = (container.args ?? []).map((each) => /^--([a-z-]+)=(.*)$/s.exec(each).slice(1));
    return Object.fromEntries([...variables, ...flags]);
  }

  // Of an object: ett-hr; undefined for what belongs to all.
  ownerOf({ metadata }) { return metadata.labels?.[NAME]; }
}
