import { readFileSync } from 'node:fs';
import path from 'node:path';
import { simulationJob } from '@mining-ops/jobs/definitions/simulation-job.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { environmentVariables } from '@mining-ops/platform/config-variables.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readManifests, type Container, type Manifest } from './testing/manifests.js';
import { readDockerfile } from './testing/read-dockerfile.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const { manifests, unlisted } = readManifests(path.join(ROOT, 'deploy/kubernetes'));
const APPS = ['gateway', 'simulator', 'analyst', 'trainer'];

const schemas = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../schemas/kubernetes.json'), 'utf8'),
) as { kinds: Record<string, object>; $defs: object };
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

/** What the JSON schema of its kind has against a manifest; unknown fields are faults. */
function faultsOf(manifest: { apiVersion: string; kind: string }): unknown {
  const schema = schemas.kinds[`${manifest.apiVersion} ${manifest.kind}`];
  if (!schema) return `there is no schema of ${manifest.apiVersion} ${manifest.kind}`;
  const validate = ajv.compile({ ...schema, $defs: schemas.$defs });
  validate(manifest);
  return validate.errors;
}

const workloads = manifests.filter(({ spec }) => spec?.template !== undefined);
const ofKind = (kind: string): Manifest[] => manifests.filter((manifest) => manifest.kind === kind);
const containersOf = ({ spec }: Manifest): Container[] => [
  ...(spec?.template?.spec.initContainers ?? []),
  ...(spec?.template?.spec.containers ?? []),
];
const workload = (name: string): Manifest => {
  const found = workloads.find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no workload ${name}`);
  return found;
};
const nameOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.name}`;

describe('the Kubernetes manifests', () => {
  it('are all listed in kustomization.yaml', () => {
    expect(unlisted).toEqual([]);
  });

  it.each(manifests.map((manifest) => [nameOf(manifest), manifest] as const))(
    '%s is what the API takes, by its JSON schema',
    (_, manifest) => {
      expect(faultsOf(manifest)).toBeNull();
    },
  );

  it('would not pass with a field that is misspelt', () => {
    const [budget] = ofKind('PodDisruptionBudget');
    const [scaling] = ofKind('ScaledObject');
    if (!budget || !scaling) throw new Error('nothing to misspell');
    expect(faultsOf({ ...budget, spec: { ...budget.spec, maxUnavailible: 1 } } as Manifest)).not.toBeNull();
    expect(faultsOf({ ...scaling, spec: { ...scaling.spec, minReplica: 1 } } as Manifest)).not.toBeNull();
  });

  it.each(workloads.map((manifest) => [nameOf(manifest), manifest] as const))(
    '%s is bounded, without rights, watched, and has a disruption budget',
    (_, manifest) => {
      expect(manifest.spec?.template?.spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const { resources, securityContext } of containersOf(manifest)) {
        for (const amounts of [resources?.requests, resources?.limits])
          expect(amounts).toEqual({ cpu: expect.any(String), memory: expect.any(String) });
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
      for (const container of manifest.spec?.template?.spec.containers ?? [])
        for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const)
          expect(container[probe]).toBeDefined();
      const labels = manifest.spec?.template?.metadata.labels;
      const budgets = ofKind('PodDisruptionBudget').map(({ spec }) => spec?.selector?.matchLabels);
      expect(
        budgets.filter(
          (selector) => labels?.['app.kubernetes.io/name'] === selector?.['app.kubernetes.io/name'],
        ),
      ).toHaveLength(1);
    },
  );

  it.each(APPS)("run the %s as the Dockerfile's target of that name", (app) => {
    const image = readDockerfile(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8')).get(app);
    const [container] = workload(app).spec?.template?.spec.containers ?? [];
    expect(container?.image).toBe(`mining-ops/${app}`);
    const check = container?.readinessProbe?.exec?.command;
    if (check) expect(check).toEqual(image?.healthCheck);
  });

  it('set only variables that the typed configuration knows', () => {
    const [settings] = ofKind('ConfigMap');
    const set = APPS.flatMap((app) => workload(app).spec?.template?.spec.containers ?? []).flatMap(
      ({ env }) => (env ?? []).map(({ name }) => name),
    );
    const known = Object.keys(environmentVariables.shape);
    expect([...Object.keys(settings?.data ?? {}), ...set].filter((name) => !known.includes(name))).toEqual(
      [],
    );
    expect(environmentVariables.safeParse(settings?.data).success).toBe(true);
  });

  it('scale the simulators by the lists in which their jobs wait', () => {
    const [scaling] = ofKind('ScaledObject');
    const prefix = ofKind('ConfigMap')[0]?.data?.['QUEUE_PREFIX'];
    expect(scaling?.spec?.scaleTargetRef?.name).toBe('simulator');
    expect(scaling?.spec?.triggers?.map(({ metadata }) => metadata['listName'])).toEqual(
      [strategyJob, simulationJob].map(({ queue }) => `${prefix ?? ''}:${queue}:wait`),
    );
    expect(workload('simulator').spec).not.toHaveProperty('replicas');
  });

  it('let nobody talk to anybody, but by a policy for each', () => {
    const policies = ofKind('NetworkPolicy');
    expect(policies[0]?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const chosen = JSON.stringify(policies.map(({ spec }) => spec?.podSelector));
    for (const { metadata } of workloads) expect(chosen).toContain(metadata.name);
  });
});
