// What podman 4.3 can play of rendered Deployments: it knows no Service, no gRPC probe and no Secret.
import { objectsOf } from '../kubernetes/caller.mjs';

// A ConfigMap in the place of a Secret; `files` are its own.
const configMap = (name, files) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: files });

// One pod of a Deployment, named for the Service that leads to it: on a network with DNS that is its address.
function podOf(manifests, deployment) {
  const { metadata, spec: { template } } = deployment;
  const spec = structuredClone(template.spec);
  const [container] = spec.containers;
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle']) delete container[probe];
  container.image = `localhost/${container.image}`;
  container.imagePullPolicy = 'Never';
  for (const volume of spec.volumes) {
    if (volume.secret) {
      volume.configMap = { name: volume.secret.secretName };
      delete volume.secret;
    }
  }
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: metadata.name, labels: template.metadata.labels }, spec };
}

// The documents of combination `name` for `podman kube play`, with `secrets` by their names.
export function playable(name, secrets) {
  const manifests = objectsOf(name);
  return [
    ...Object.entries(secrets).map(([secret, files]) => configMap(secret, files)),
    ...manifests.of('ConfigMap', 'PersistentVolumeClaim'),
    ...manifests.deployments.map((each) => podOf(manifests, each)),
  ];
}
