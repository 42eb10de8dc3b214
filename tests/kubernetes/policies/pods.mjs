// What a pod may do, and what it is given.
import { NAMES, versionOf } from '../kustomize.mjs';
import { cores, mebibytes } from '../manifests.mjs';

// What Pod Security calls restricted, and a file system that nobody writes to.
function restrictions({ pod, container }) {
  const own = container.securityContext ?? {};
  const all = pod.spec.securityContext ?? {};
  return {
    'runs as root': (own.runAsNonRoot ?? all.runAsNonRoot) !== true || (own.runAsUser ?? all.runAsUser) !== 65532,
    'may gain rights': own.allowPrivilegeEscalation !== false || own.privileged === true,
    'writes to its image': own.readOnlyRootFilesystem !== true,
    'has capabilities': String(own.capabilities?.drop) !== 'ALL' || own.capabilities.add !== undefined,
    'has no seccomp profile': (own.seccompProfile ?? all.seccompProfile)?.type !== 'RuntimeDefault',
    'takes a port of the node': (container.ports ?? []).some(({ hostPort }) => hostPort !== undefined),
  };
}

const VOLUMES = ['configMap', 'secret', 'emptyDir', 'persistentVolumeClaim'];

export const pods = {
  'every container is as restricted as can be': (all) => all.containers.flatMap((each) => Object.entries(restrictions(each))
    .filter(([, broken]) => broken).map(([what]) => `${each.name} ${what}`)),

  'a pod is nothing of its node': (all) => all.pods.flatMap(({ name, spec }) => [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((each) => spec[each]).map((each) => `${name} has ${each}`),
    ...spec.volumes.filter((volume) => !VOLUMES.some((kind) => volume[kind])).map((volume) => `${name}: volume ${volume.name}`),
    ...spec.volumes.filter(({ emptyDir }) => emptyDir && !emptyDir.sizeLimit).map((volume) => `${name}: ${volume.name} has no limit`),
  ]),

  'no pod has a token of the cluster': (all) => all.pods.filter(({ spec }) => spec.automountServiceAccountToken !== false
    || all.named('ServiceAccount', spec.serviceAccountName)?.automountServiceAccountToken !== false).map(({ name }) => name),

  'Services are no variables of a pod': (all) => all.pods.filter(({ spec }) => spec.enableServiceLinks !== false).map(({ name }) => name),

  'every container asks for memory and processor, and has a limit of both': (all) => all.containers.filter(({ container }) => {
    const { requests = {}, limits = {} } = container.resources ?? {};
    return ![requests, limits].every(({ cpu, memory }) => cpu && memory)
      || cores(requests.cpu) > cores(limits.cpu) || mebibytes(requests.memory) > mebibytes(limits.memory);
  }).map(({ name }) => name),

  "every image is of the checkout's version": (all) => all.containers.filter(({ container: { image, imagePullPolicy } }) =>
    !NAMES.some((name) => image === `ett/${name}:${versionOf(name)}`) || imagePullPolicy !== 'IfNotPresent')
    .map(({ name, container }) => `${name}: ${container.image}`),

  'a Deployment runs the image of its name': (all) => all.containers.filter(({ pod, container }) =>
    !container.image.startsWith(`ett/${all.ownerOf(pod.owner).slice(4)}:`)).map(({ name }) => name),

  'everything is in the namespace ett, which admits restricted pods only': (all) => [
    ...all.objects.filter(({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'ett').map(({ metadata }) => metadata.name),
    ...all.of('Namespace').filter(({ metadata }) => metadata.name !== 'ett' || ['enforce', 'audit', 'warn'].some(
      (mode) => metadata.labels[`pod-security.kubernetes.io/${mode}`] !== 'restricted')).map(({ metadata }) => metadata.name),
  ],
};
