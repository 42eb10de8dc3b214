// How each policy is broken, by its name: [combination, what is done to the objects of it].

const pod = (all, name) => all.named('Deployment', name).spec.template.spec;
const container = (all, name = 'ett-hr') => pod(all, name).containers[0];
const settings = (all, name) => all.of('ConfigMap').find(({ metadata }) => metadata.name.startsWith(`ett-${name}-`)
  && !/certificates/.test(metadata.name)).data;
const drop = (all, kind, name) => {
  all.objects = all.objects.filter((each) => each.kind !== kind || (name && each.metadata.name !== name));
};
const volume = (all, name, owner = 'ett-hr') => pod(all, owner).volumes.find((each) => each.name === name);

const PODS = {
  'every container is as restricted as can be': [
    ['prod', (all) => { container(all).securityContext.runAsNonRoot = false; }],
    ['prod', (all) => { pod(all, 'ett-hr').securityContext.runAsUser = 0; }],
    ['prod', (all) => { container(all).securityContext.allowPrivilegeEscalation = true; }],
    ['prod', (all) => { container(all).securityContext.readOnlyRootFilesystem = false; }],
    ['prod', (all) => { container(all).securityContext.capabilities.add = ['NET_ADMIN']; }],
    ['prod', (all) => { delete pod(all, 'ett-hr').securityContext.seccompProfile; }],
    ['prod', (all) => { delete pod(all, 'ett-hr').initContainers[0].securityContext; }],
    ['prod', (all) => { container(all).ports[0].hostPort = 8443; }],
  ],
  'a pod is nothing of its node': [
    ['prod', (all) => { pod(all, 'ett-hr').hostNetwork = true; }],
    ['prod', (all) => { pod(all, 'ett-hr').volumes.push({ name: 'node', hostPath: { path: '/' } }); }],
    ['prod', (all) => { delete volume(all, 'tmp', 'ett-gateway').emptyDir.sizeLimit; }],
  ],
  'no pod has a token of the cluster': [
    ['prod', (all) => { delete pod(all, 'ett-hr').automountServiceAccountToken; }],
    ['prod', (all) => { drop(all, 'ServiceAccount', 'ett-hr'); }],
  ],
  'Services are no variables of a pod': [
    ['prod', (all) => { delete pod(all, 'ett-hr').enableServiceLinks; }],
  ],
  'every container asks for memory and processor, and has a limit of both': [
    ['prod', (all) => { delete container(all).resources.limits.memory; }],
    ['prod', (all) => { container(all).resources.requests.memory = '2Gi'; }],
    ['prod-job', (all) => {
      delete all.named('Job', 'ett-hr-migration').spec.template.spec.containers[0].resources;
    }],
  ],
  "every image is of the checkout's version": [
    ['prod', (all) => { container(all).image = 'ett/hr:latest'; }],
    ['prod', (all) => { container(all).image = 'ett/hr'; }],
    ['prod-job', (all) => {
      all.named('Job', 'ett-hr-migration').spec.template.spec.containers[0].image = 'ett/process';
    }],
  ],
  'a Deployment runs the image of its name': [
    ['prod', (all) => { container(all).image = container(all, 'ett-property').image; }],
  ],
  'everything is in the namespace ett, which admits restricted pods only': [
    ['prod', (all) => { all.deployments[0].metadata.namespace = 'default'; }],
    ['prod', (all) => {
      all.of('Namespace')[0].metadata.labels['pod-security.kubernetes.io/enforce'] = 'baseline';
    }],
  ],
};

const ROLLOUT = {
  'every server is probed by gRPC at its admin port, each time by the service that is meant': [
    ['prod', (all) => { delete container(all).startupProbe; }],
    ['prod', (all) => {
      container(all).livenessProbe.grpc.service = 'readiness';
    }],
    ['prod', (all) => {
      container(all).readinessProbe.grpc.port = 8443;
    }],
  ],
  'who is not ready gets no calls long before who is not alive is restarted': [
    ['prod', (all) => { container(all).livenessProbe.failureThreshold = 1; }],
  ],
  'what a pod does at its end fits into its grace period': [
    ['prod', (all) => { pod(all, 'ett-hr').terminationGracePeriodSeconds = 30; }],
    ['prod', (all) => { delete container(all).lifecycle; }],
    ['prod', (all) => { settings(all, 'hr').ETT_DRAIN_TIMEOUT = '1m'; container(all).args.splice(4); }],
  ],
  'the number of pods is said once': [
    ['prod', (all) => { all.named('Deployment', 'ett-hr').spec.replicas = 2; }],
    ['prod', (all) => { drop(all, 'HorizontalPodAutoscaler', 'ett-hr'); }],
  ],
  'whoever scales has something to scale, two at least, and goes down slowly': [
    ['prod', (all) => { drop(all, 'Deployment', 'ett-hr'); }],
    ['prod', (all) => { all.of('HorizontalPodAutoscaler')[0].spec.minReplicas = 1; }],
  ],
  'of several pods one may go, and no more': [
    ['prod', (all) => { drop(all, 'PodDisruptionBudget', 'ett-hr'); }],
    ['prod', (all) => { all.of('PodDisruptionBudget')[0].spec = { ...all.of('PodDisruptionBudget')[0].spec, maxUnavailable: 0 }; }],
  ],
  'several pods are spread over nodes and zones': [
    ['prod', (all) => { pod(all, 'ett-hr').topologySpreadConstraints.shift(); }],
  ],
  'where there are several, the new ones are there before the old ones go': [
    ['prod', (all) => {
      all.named('Deployment', 'ett-hr').spec.strategy = { type: 'Recreate' };
    }],
  ],
};

const DATABASES = {
  'who has a SQLite file is one pod, with a volume of its own': [
    ['dev', (all) => { all.named('Deployment', 'ett-hr').spec.replicas = 2; }],
    ['dev', (all) => { all.named('Deployment', 'ett-hr').spec.strategy = { type: 'RollingUpdate' }; }],
    ['dev', (all) => { volume(all, 'data').emptyDir = {}; delete volume(all, 'data').persistentVolumeClaim; }],
    ['prod', (all) => { settings(all, 'hr').ETT_DATABASE = 'sqlite:/var/lib/ett/ett.db'; }],
  ],
  'who has a SQLite file has a folder for what does not fit into memory': [
    ['dev', (all) => { container(all).volumeMounts = container(all).volumeMounts.filter(({ name }) => name !== 'tmp'); }],
  ],
  'a service is its own role in its own database, and verifies whom it speaks to': [
    ['prod', (all) => {
      settings(all, 'hr').ETT_DATABASE = settings(all, 'property').ETT_DATABASE;
    }],
    ['prod', (all) => {
      settings(all, 'hr').ETT_DATABASE = 'postgresql://hr@ett-postgres-rw:5432/hr?sslmode=require';
    }],
  ],
  'a service does not change its schema; what does has a role for it and comes first': [
    ['prod', (all) => { settings(all, 'hr').ETT_MIGRATIONS = 'apply'; }],
    ['prod', (all) => { delete pod(all, 'ett-hr').initContainers; }],
    ['prod-job', (all) => { drop(all, 'Job', 'ett-hr-migration'); }],
  ],
  'only what changes the schema sees the password of who may': [
    ['prod', (all) => {
      container(all).volumeMounts.push({ name: 'database-owner', mountPath: '/etc/ett/database-owner', readOnly: true });
    }],
  ],
  'passwords are files, not variables': [
    ['prod', (all) => { container(all).env = [{ name: 'PGPASSWORD', valueFrom: { secretKeyRef: {} } }]; }],
    ['prod', (all) => { settings(all, 'hr').ETT_DATABASE = 'postgresql://hr:secret@ett-postgres-rw:5432/hr'; }],
  ],
  'PostgreSQL has a connection for each that pods may open': [
    ['prod-cnpg', (all) => { all.of('HorizontalPodAutoscaler').find((each) => each.metadata.name === 'ett-hr').spec.maxReplicas = 20; }],
    ['prod-cnpg-pooled', (all) => { all.of('Pooler')[0].spec.instances = 5; }],
  ],
  'a role gets into its own database and no other': [
    ['prod-cnpg', (all) => { all.of('Cluster')[0].spec.postgresql.pg_hba.pop(); }],
    ['prod-cnpg', (all) => { all.of('Cluster')[0].spec.postgresql.pg_hba[0] = 'hostssl all hr all scram-sha-256'; }],
  ],
  'roles that serve own nothing; each has its password from a Secret': [
    ['prod-cnpg', (all) => { all.of('Database')[0].spec.owner = 'hr'; }],
    ['prod-cnpg', (all) => { all.of('Cluster')[0].spec.managed.roles[1].superuser = true; }],
  ],
  'PostgreSQL is of the major version that the tests run on': [
    ['prod-cnpg', (all) => { all.of('Cluster')[0].spec.imageName = 'ghcr.io/cloudnative-pg/postgresql:17.6-standard-bookworm'; }],
  ],
  'what was committed is at two instances of three, in an archive, and in a backup each night': [
    ['prod-cnpg', (all) => { all.of('Cluster')[0].spec.instances = 2; }],
    ['prod-cnpg', (all) => { drop(all, 'ScheduledBackup'); }],
  ],
};

const NETWORK = {
  'every selector selects pods that there are': [
    ['prod', (all) => { all.named('Service', 'ett-hr').spec.selector = { 'app.kubernetes.io/name': 'hr' }; }],
  ],
  'pods are selected by one Deployment, Service or budget of their own': [
    ['prod', (all) => {
      all.named('Service', 'ett-hr').spec.selector = { 'app.kubernetes.io/part-of': 'ett' };
    }],
    ['prod-job', (all) => {
      all.named('Job', 'ett-hr-migration').spec.template.metadata.labels['app.kubernetes.io/name'] = 'ett-property';
    }],
  ],
  'every port of a Service is one of its pods': [
    ['prod', (all) => { all.named('Service', 'ett-hr').spec.ports[0].targetPort = 'grpc'; }],
  ],
  'every port that a policy names is one of its pods or of those it speaks to': [
    ['prod', (all) => {
      all.named('NetworkPolicy', 'services').spec.ingress[0].ports[0].port = 'grpc';
    }],
  ],
  'services are headless, so that calls are balanced': [
    ['prod', (all) => { delete all.named('Service', 'ett-hr').spec.clusterIP; }],
  ],
  'the gateway calls Services that there are, and only headless ones': [
    ['prod', (all) => { drop(all, 'Service', 'ett-hr'); }],
  ],
  'the gateway calls every service': [
    ['prod', (all) => { all.named('ConfigMap', 'ett-upstreams-gateway').data.upstreams = 'hr=ett-hr:8443\n'; }],
  ],
  'several gateways find each other': [
    ['prod', (all) => { delete settings(all, 'gateway').ETT_LIMIT_PEERS; }],
  ],
  'who may reach whom does, and nobody else': [
    ['prod', (all) => { drop(all, 'NetworkPolicy', 'services'); }],
    ['prod', (all) => { delete all.named('NetworkPolicy', 'services').spec.ingress[0].from; }],
    ['prod', (all) => { all.named('NetworkPolicy', 'default-deny').spec.podSelector = { matchLabels: { x: 'y' } }; }],
    ['prod', (all) => { delete all.named('NetworkPolicy', 'metrics').spec.ingress[0].from; }],
    ['prod-cnpg-pooled', (all) => { drop(all, 'NetworkPolicy', 'postgres-from-pooler'); }],
  ],
  'a route leads to a port of a Service': [
    ['prod-all', (all) => { all.of('GRPCRoute')[0].spec.rules[0].backendRefs[0].port = 443; }],
  ],
  'gRPC and HTTP have hosts of their own': [
    ['prod-all', (all) => { all.of('GRPCRoute')[0].spec.hostnames = all.of('HTTPRoute')[0].spec.hostnames; }],
  ],
  'every process is scraped, by the job ett-NAME': [
    ['prod-all', (all) => { all.of('ServiceMonitor')[0].spec.endpoints[0].port = 'prometheus'; }],
    ['prod-all', (all) => { all.of('ServiceMonitor')[0].spec.jobLabel = 'app.kubernetes.io/part-of'; }],
  ],
};

const SETTINGS = {
  'every flag and every ETT_ variable is one of the program': [
    ['prod', (all) => { settings(all, 'hr').ETT_UPSTREAM = 'x=y:1'; }],
    ['prod', (all) => { container(all).args.push('--drain-dely=5s'); }],
  ],
  'no flag is given twice': [
    ['prod', (all) => { container(all).args.push('--drain-delay=6s'); }],
  ],
  'a process listens at the ports that its pod has': [
    ['prod', (all) => { container(all).args[0] = '--listen=127.0.0.1:8443'; }],
  ],
  'everybody is asked who calls': [
    ['prod', (all) => { settings(all, 'hr').ETT_IDENTITY = 'off'; }],
  ],
  'where one speaks TLS all do, by certificates of the names that are called': [
    ['prod', (all) => { delete settings(all, 'hr').ETT_TLS_CERTIFICATE; }],
    ['prod', (all) => { all.named('Certificate', 'ett-hr').spec.dnsNames = ['hr']; }],
    ['prod', (all) => { delete settings(all, 'gateway').ETT_UPSTREAM_CERTIFICATE; }],
  ],
  'the gateway has as many loops as cores': [
    ['prod', (all) => { settings(all, 'gateway').ETT_LOOPS = '0'; }],
  ],
  'every ConfigMap and every volume of a pod is there': [
    ['prod', (all) => { drop(all, 'ConfigMap'); }],
    ['dev', (all) => { drop(all, 'PersistentVolumeClaim'); }],
  ],
  'every Secret is made by an object, or by hand as the combination says': [
    ['prod', (all) => { drop(all, 'Certificate', 'ett-hr'); }],
    ['prod-cnpg', (all) => { drop(all, 'ExternalSecret', 'ett-backups'); }],
  ],
  'nobody is asked to make a Secret that nobody uses or that is made': [
    ['prod', (all) => { all.secrets = [...all.secrets, 'ett-hr-tls']; }],
  ],
  'every mount has a volume, and every volume a mount': [
    ['prod', (all) => { pod(all, 'ett-hr').volumes.shift(); }],
    ['prod', (all) => { pod(all, 'ett-hr').volumes.push({ name: 'more', emptyDir: { sizeLimit: '1Mi' } }); }],
  ],
  'every file that a setting names is mounted': [
    ['prod', (all) => { settings(all, 'hr').ETT_API_KEYS = '/etc/ett/keys/api-keys'; }],
    ['prod', (all) => { settings(all, 'hr').ETT_TLS_KEY = '/etc/ett/tls/key.pem'; }],
  ],
  'files of Secrets and ConfigMaps are for reading': [
    ['prod', (all) => { delete container(all).volumeMounts[0].readOnly; }],
  ],
  'the rules are those of deploy/observability': [
    ['prod-all', (all) => { all.of('PrometheusRule')[0].spec.groups[0].rules.pop(); }],
  ],
};

export const BREAKS = { ...PODS, ...ROLLOUT, ...DATABASES, ...NETWORK, ...SETTINGS };
