// Whose database is whose, and who may change its schema.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../acceptance/suite.mjs';

const SQLITE = 'sqlite:';
const tested = () => /^postgresql-(\d+)/m.exec(readFileSync(join(root, 'tools/packages.txt'), 'utf8'))[1];


const database = (all, { container }) => all.settings(container).database ?? '';
// [role, host, database]
const partsOf = (url) => /^postgresql:\/\/(\w+)@([\w.-]+):5432\/(\w+)\?/.exec(url)?.slice(1) ?? [];
const ofServices = (all) => all.servers.filter(({ pod }) => all.services.includes(pod.owner));
const onSqlite = (all) => ofServices(all).filter((each) => database(all, each).startsWith(SQLITE));
const onPostgres = (all) => ofServices(all).filter((each) => !database(all, each).startsWith(SQLITE));
const domainOf = (all, { pod }) => all.ownerOf(pod.owner).slice(4);

// One process owns a file: no second pod, not for a moment.
function isAlone(all, { pod, container }) {
  const { spec } = pod.owner;
  const path = database(all, { container }).slice(SQLITE.length);
  const mount = container.volumeMounts.find(({ mountPath }) => path.startsWith(`${mountPath}/`));
  const volume = pod.spec.volumes.find(({ name }) => name === mount?.name);
  const claim = all.named('PersistentVolumeClaim', volume?.persistentVolumeClaim?.claimName);
  return spec.replicas === 1 && spec.strategy?.type === 'Recreate' && !all.scalerOf(pod.owner)
    && String(claim?.spec.accessModes) === 'ReadWriteOncePod';
}

export const databases = {
  'who has a SQLite file is one pod, with a volume of its own': (all) => onSqlite(all).filter((each) => !isAlone(all, each))
    .map(({ name }) => name),

  'who has a SQLite file has a folder for what does not fit into memory': (all) => onSqlite(all).filter(({ pod, container }) => {
    const mount = container.volumeMounts.find(({ mountPath }) => mountPath === '/tmp');
    return !pod.spec.volumes.find(({ name }) => name === mount?.name)?.emptyDir;
  }).map(({ name }) => name),

  'a service is its own role in its own database, and verifies whom it speaks to': (all) => onPostgres(all).filter((each) => {
    const [role, , name] = partsOf(database(all, each));
    return role !== domainOf(all, each) || name !== role || !/sslmode=verify-(full|ca)&sslrootcert=/.test(database(all, each));
  }).map(({ name }) => name),

  'a service does not change its schema; what does has a role for it and comes first': (all) => onPostgres(all).filter((each) => {
    const own = all.migrations.filter(({ pod }) => all.ownerOf(pod.owner) === all.ownerOf(each.pod.owner));
    const [role, , name] = partsOf(own.length === 1 ? database(all, own[0]) : '');
    return all.settings(each.container).migrations !== 'await' || own.length !== 1
      || all.settings(own[0].container).migrations !== 'only' || own[0].container.image !== each.container.image
      || role !== `${domainOf(all, each)}_owner` || name !== domainOf(all, each);
  }).map(({ name }) => name),

  'only what changes the schema sees the password of who may': (all) => all.servers.filter(({ container }) =>
    container.volumeMounts.some(({ name }) => name === 'database-owner')).map(({ name }) => name),

  'passwords are files, not variables': (all) => all.containers.filter(({ container }) => (container.env ?? []).some(({ valueFrom }) => valueFrom)
    || (container.envFrom ?? []).some(({ secretRef }) => secretRef)
    || Object.entries(all.environment(container)).some(([name, value]) => /PGPASSWORD/.test(name) || /:\/\/[^/@]*:[^/@]*@/.test(value)))
    .map(({ name }) => name),

  'PostgreSQL has a connection for each that pods may open': (all) => all.of('Cluster').filter(({ spec }) => {
    const pooler = all.of('Pooler')[0];
    const most = pooler ? pooler.spec.instances * pooler.spec.pgbouncer.parameters.default_pool_size * all.services.length
      : all.services.map((each) => all.mostPods(each) * (all.settings(each.spec.template.spec.containers[0])['database-connections'] ?? 8))
        .reduce((sum, each) => sum + each, 0);
    // Ten for migrations, operator and whoever looks.
    return most + 10 > Number(spec.postgresql.parameters.max_connections);
  }).map(({ metadata }) => metadata.name),

  'a role gets into its own database and no other': (all) => all.of('Cluster').filter(({ spec }) => {
    const wanted = all.of('Database').map(({ spec: { name } }) => `hostssl ${name} ${name},${name}_owner all scram-sha-256`);
    return [...wanted].sort().join() !== spec.postgresql.pg_hba.slice(0, -1).sort().join()
      || spec.postgresql.pg_hba.at(-1) !== 'host all all all reject';
  }).map(({ metadata }) => metadata.name),

  'roles that serve own nothing; each has its password from a Secret': (all) => all.of('Cluster').flatMap(({ spec }) =>
    all.of('Database').filter(({ spec: { name, owner } }) => {
      const role = (wanted) => spec.managed.roles.find((each) => each.name === wanted);
      return owner !== `${name}_owner` || !role(owner)?.passwordSecret || !role(name)?.passwordSecret
        || role(owner).superuser || role(name).superuser
        || String(role(name).inRoles) !== 'pg_read_all_data,pg_write_all_data';
    }).map(({ metadata }) => metadata.name)),

  'PostgreSQL is of the major version that the tests run on': (all) => all.of('Cluster').filter(({ spec }) =>
    !new RegExp(`^[\\w./-]+:${tested()}[.]\\d+-`).test(spec.imageName)).map(({ metadata }) => metadata.name),

  'what was committed is at two instances of three, in an archive, and in a backup each night': (all) => all.of('Cluster').filter(
    ({ metadata, spec }) => spec.instances < 3 || spec.postgresql.synchronous?.number !== 1 || !spec.postgresql.synchronous.failoverQuorum
      || !spec.plugins?.some(({ isWALArchiver, parameters }) => isWALArchiver && all.named('ObjectStore', parameters.barmanObjectName))
      || !all.of('ScheduledBackup').some((backup) => backup.spec.cluster.name === metadata.name && backup.spec.method === 'plugin'))
    .map(({ metadata }) => metadata.name),
};
