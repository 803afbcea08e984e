import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly target: string };
  readonly command?: string | readonly string[];
  readonly user?: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly (string | { readonly source: string })[];
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: object;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required?: boolean }>>;
  readonly deploy?: {
    readonly replicas?: string;
    readonly resources?: {
      readonly limits?: { readonly cpus?: string; readonly memory?: string };
      readonly reservations?: { readonly devices?: readonly object[] };
    };
  };
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, object>>;
}

export interface Interpolation {
  readonly name: string;
  /** What stands for it where it is not set; null where nothing is said. */
  readonly fallback: string | null;
}

/** A Compose file, with its anchors resolved and its variables as they are written. */
export function readComposeFile(file: string): ComposeFile {
  return parse(readFileSync(file, 'utf8'), { merge: true }) as ComposeFile;
}

/** The variables that a Compose file takes from the environment and from `.env`, once for each place. */
export function interpolationsOf(text: string): Interpolation[] {
  return [...text.matchAll(/(?<!\$)\$\{(\w+)(?::-([^}]*)|:\+[^}]*)?\}/g)].map(([, name = '', fallback]) => ({
    name,
    fallback: fallback ?? null,
  }));
}
