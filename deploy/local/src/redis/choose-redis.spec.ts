import { chooseRedis, NoRedisError } from './choose-redis.js';
import type { CommandResult, Machine } from './machine.js';

interface Made {
  readonly machine: Machine;
  readonly ran: string[];
  readonly reported: string[];
}

/** A machine with some programs. `answer` says how a command ends; it may install programs. */
function machineWith(
  programs: readonly string[],
  options: {
    isRoot?: boolean;
    answer?: (line: string, install: (name: string) => void) => CommandResult;
  } = {},
): Made {
  const present = new Set(programs);
  const ran: string[] = [];
  const machine: Machine = {
    which: (program) => (present.has(program) ? `/usr/bin/${program}` : undefined),
    run: (command) => {
      // The script that keeps services from starting is long, and the same each time.
      const line = command.map((word) => (word.includes('\n') ? 'SCRIPT' : word)).join(' ');
      ran.push(line);
      return Promise.resolve(options.answer?.(line, (name) => present.add(name)) ?? { code: 0, output: '' });
    },
    isRoot: options.isRoot ?? false,
  };
  return { machine, ran, reported: [] };
}

const choose = ({ machine, reported }: Made, redisUrl?: string) =>
  chooseRedis({ machine, report: (line) => reported.push(line), redisUrl });

const APT = 'env DEBIAN_FRONTEND=noninteractive sh -c SCRIPT sh apt-get -o DPkg::Lock::Timeout=60';
const APT_INSTALL = `${APT} install -y --no-install-recommends`;

describe('the choice of a Redis', () => {
  it('is the one that REDIS_URL names, before all others', async () => {
    const made = machineWith(['redis-server', 'apt-get'], { isRoot: true });
    expect(await choose(made, 'redis://h:1')).toEqual({ kind: 'given', url: 'redis://h:1' });
    expect(made.ran).toEqual([]);
  });

  it.each(['redis-server', 'valkey-server'])('is else a %s on the PATH', async (server) => {
    const made = machineWith([server, 'apt-get'], { isRoot: true });
    expect(await choose(made)).toEqual({ kind: 'own', program: `/usr/bin/${server}` });
    expect(made.ran).toEqual([]);
  });

  it.each([
    ['apt-get', `${APT_INSTALL} redis-server`],
    ['apk', 'apk add --no-cache redis'],
    ['dnf', 'dnf install -y --setopt=install_weak_deps=False redis'],
  ])('is else one that %s installs, as root without asking', async (manager, command) => {
    const made = machineWith([manager], {
      isRoot: true,
      answer: (_, install) => {
        install('redis-server');
        return { code: 0, output: '' };
      },
    });
    expect(await choose(made)).toEqual({ kind: 'own', program: '/usr/bin/redis-server' });
    expect(made.ran).toEqual([command]);
    expect(made.reported).toEqual([`installing redis-server with ${manager}…`]);
  });

  it('uses sudo where that asks no question', async () => {
    const made = machineWith(['apt-get', 'sudo'], {
      answer: (line, install) => {
        if (line.includes('install')) install('redis-server');
        return { code: 0, output: '' };
      },
    });
    expect(await choose(made)).toEqual({ kind: 'own', program: '/usr/bin/redis-server' });
    expect(made.ran).toEqual(['sudo -n true', `sudo -n ${APT_INSTALL} redis-server`]);
  });

  it('updates the lists of apt-get when it does not know the package, then tries Valkey', async () => {
    const made = machineWith(['apt-get'], {
      isRoot: true,
      answer: (line, install) => {
        if (line.endsWith('update')) return { code: 0, output: '' };
        if (line.endsWith('redis-server'))
          return { code: 100, output: 'E: Unable to locate package redis-server\n' };
        install('valkey-server');
        return { code: 0, output: '' };
      },
    });
    expect(await choose(made)).toEqual({ kind: 'own', program: '/usr/bin/valkey-server' });
    expect(made.ran).toEqual([
      `${APT_INSTALL} redis-server`,
      `${APT} update`,
      `${APT_INSTALL} redis-server`,
      `${APT_INSTALL} valkey-server`,
    ]);
  });

  it('uses brew as the person who started it, never as root', async () => {
    const answer = (_: string, install: (name: string) => void): CommandResult => {
      install('redis-server');
      return { code: 0, output: '' };
    };
    const person = machineWith(['brew'], { answer });
    expect(await choose(person)).toMatchObject({ kind: 'own' });
    expect(person.ran).toEqual(['brew install redis']);
    const root = machineWith(['brew'], { isRoot: true, answer });
    await expect(choose(root)).rejects.toThrow(NoRedisError);
    expect(root.ran).toEqual([]);
  });

  it('is else one message that names the ways, and what was tried', async () => {
    const made = machineWith(['apt-get', 'sudo', 'brew'], {
      answer: (line) =>
        line === 'sudo -n true'
          ? { code: 1, output: 'sudo: a password is required' }
          : { code: 1, output: 'brew: no network\n' },
    });
    const message = await choose(made).catch((error: unknown) => (error as Error).message);
    for (const way of [
      'REDIS_URL=redis://127.0.0.1:6379 npm start',
      'sudo apt-get install redis-server',
      'sudo apk add redis',
      'sudo dnf install redis',
      'brew install redis',
      'docker run',
      'apt-get: it may not be used without a question here',
      'brew: brew: no network',
    ]) {
      expect(message).toContain(way);
    }
    expect(made.ran).toEqual(['sudo -n true', 'brew install redis']);
  });

  it('names no URL where none would be used', async () => {
    const { machine } = machineWith([]);
    const choice = chooseRedis({ machine, report: () => undefined, urlIsAWay: false });
    await expect(choice).rejects.toThrow(/^(?!.*REDIS_URL)/s);
  });

  it('stops between two commands when it is called off', async () => {
    const calledOff = new AbortController();
    const made = machineWith(['apt-get', 'apk'], {
      isRoot: true,
      answer: () => {
        calledOff.abort(new Error('Ctrl-C'));
        return { code: null, output: '' };
      },
    });
    const choice = chooseRedis({ machine: made.machine, report: () => undefined, signal: calledOff.signal });
    await expect(choice).rejects.toThrow('Ctrl-C');
    expect(made.ran).toHaveLength(1);
  });
});
