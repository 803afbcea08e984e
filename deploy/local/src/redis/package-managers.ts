type Command = readonly string[];

export interface PackageManager {
  readonly program: string;
  /** Whose machines have it, for the message to people. */
  readonly systems: string;
  /** Whether it writes where only root may. brew refuses to run as root. */
  readonly needsRoot: boolean;
  /** What to tell people to type. */
  readonly typed: string;
  /** Ways to install it, to try one after the other; each is a list of commands that must all succeed. */
  readonly attempts: readonly (readonly Command[])[];
}

/**
 * Debian's packages start their service as they are installed, on the port of Redis' own. Nobody asked for that
 * service: for the time of the installation a policy file (the system's own means to this end, see invoke-rc.d(8))
 * says that services are not to be started. A machine that has such a file keeps its own.
 */
const WITHOUT_STARTING_SERVICES = `
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 143' TERM INT HUP
  printf '#!/bin/sh\\n# made by mining-ops while it installs a package; it may be deleted\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
"$@"
`;

export const aptGet = (...args: readonly string[]): Command => [
  'env',
  'DEBIAN_FRONTEND=noninteractive',
  'sh',
  '-c',
  WITHOUT_STARTING_SERVICES,
  'sh',
  'apt-get',
  '-o',
  'DPkg::Lock::Timeout=60',
  ...args,
];
export const aptInstall = (name: string): Command => aptGet('install', '-y', '--no-install-recommends', name);
const dnfInstall = (name: string): Command => [
  'dnf',
  'install',
  '-y',
  '--setopt=install_weak_deps=False',
  name,
];

/** In the order in which they are tried. */
export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  {
    program: 'apt-get',
    systems: 'Debian, Ubuntu',
    needsRoot: true,
    typed: 'sudo apt-get install redis-server',
    attempts: [
      [aptInstall('redis-server')],
      [aptGet('update'), aptInstall('redis-server')],
      [aptInstall('valkey-server')],
    ],
  },
  {
    program: 'apk',
    systems: 'Alpine',
    needsRoot: true,
    typed: 'sudo apk add redis',
    attempts: [[['apk', 'add', '--no-cache', 'redis']], [['apk', 'add', '--no-cache', 'valkey']]],
  },
  {
    program: 'dnf',
    systems: 'Fedora, RHEL',
    needsRoot: true,
    typed: 'sudo dnf install redis',
    attempts: [[dnfInstall('redis')], [dnfInstall('valkey')]],
  },
  {
    program: 'brew',
    systems: 'macOS',
    needsRoot: false,
    typed: 'brew install redis',
    attempts: [[['brew', 'install', 'redis']]],
  },
];
