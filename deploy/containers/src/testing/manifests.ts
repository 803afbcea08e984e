import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string }[];
  readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly resources?: { readonly requests?: object; readonly limits?: object };
  readonly securityContext?: object;
  readonly startupProbe?: object;
  readonly livenessProbe?: object;
  readonly readinessProbe?: { readonly exec?: { readonly command: readonly string[] } };
}

/** What the tests look at of a manifest, whatever its kind; the JSON schemas check the rest. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly podSelector?: object;
    readonly scaleTargetRef?: { readonly name: string };
    readonly triggers?: readonly {
      readonly type: string;
      readonly metadata: Readonly<Record<string, string>>;
    }[];
    readonly template?: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly securityContext?: object;
        readonly containers: readonly Container[];
        readonly initContainers?: readonly Container[];
      };
    };
  };
}

/** The manifests that `kubectl apply -k` would apply: those of the files that kustomization.yaml lists. */
export function readManifests(folder: string): {
  readonly unlisted: string[];
  readonly manifests: Manifest[];
} {
  const read = (file: string): unknown[] =>
    parseAllDocuments(readFileSync(path.join(folder, file), 'utf8')).map((document) => {
      const [fault] = document.errors;
      if (fault) throw fault;
      return document.toJS() as unknown;
    });
  const [kustomization] = read('kustomization.yaml') as [{ resources: string[] }];
  const present = readdirSync(folder).filter(
    (file) => file.endsWith('.yaml') && file !== 'kustomization.yaml',
  );
  return {
    unlisted: present.filter((file) => !kustomization.resources.includes(file)),
    manifests: kustomization.resources.flatMap(read) as Manifest[],
  };
}
