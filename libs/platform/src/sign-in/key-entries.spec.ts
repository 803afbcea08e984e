import { readKeyEntries, writeKeyEntry, type KeyEntry } from './key-entries.js';

const digest = (digit: string): string => digit.repeat(64);
const faultsOf = (text: string): string[] =>
  readKeyEntries('API_KEYS', text).faults.map(
    ({ variable, value, remedy }) => `${variable} ${value}: ${remedy}`,
  );

describe('readKeyEntries', () => {
  it('reads lines, commas and comments, and what writeKeyEntry wrote', () => {
    const entries: KeyEntry[] = [
      { role: 'viewer', name: 'prometheus', digest: digest('1') },
      { role: 'planner', name: 'dashboard', digest: digest('2') },
      { role: 'operator', name: 'ops-2.team_a', digest: digest('3') },
    ];
    const [first, second, third] = entries.map(writeKeyEntry);
    expect(readKeyEntries('API_KEYS', `# mine, theirs\n${first}\n\n  ${second} # old\r\n,${third};`)).toEqual(
      {
        entries,
        faults: [],
      },
    );
  });

  it('takes two keys of one name, the old and the new one', () => {
    const text = `planner:dashboard:${digest('1')},planner:dashboard:${digest('2')}`;
    expect(readKeyEntries('API_KEYS', text).entries).toHaveLength(2);
  });

  it.each([
    ['planner:dashboard', /^API_KEYS planner:dashboard: write ROLE:NAME:DIGEST, as `npm run keys:create`/],
    [`admin:a:${digest('1')}`, /the role must be one of viewer, planner, operator/],
    [`viewer:a b:${digest('1')}`, /the name must be 1 to 64 letters/],
    [`viewer:a:${digest('A')}`, /the digest must be 64 lower-case hexadecimal digits/],
    [`viewer:a:${digest('1')}:x`, /write ROLE:NAME:DIGEST/],
  ])('refuses %j by name', (text, message) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(message)]);
  });

  it('refuses a third key of a name, the same key twice, and one name with two roles', () => {
    const of = (...entries: string[]): string[] => faultsOf(entries.join('\n'));
    expect(of(`viewer:a:${digest('1')}`, `viewer:a:${digest('2')}`, `viewer:a:${digest('3')}`)).toEqual([
      expect.stringContaining('"a" has two keys already'),
    ]);
    expect(of(`viewer:a:${digest('1')}`, `viewer:b:${digest('1')}`)).toEqual([
      expect.stringContaining('this key is there already'),
    ]);
    expect(of(`viewer:a:${digest('1')}`, `operator:a:${digest('2')}`)).toEqual([
      expect.stringContaining('"a" has a key of another role'),
    ]);
  });

  it('tells every fault at once', () => {
    expect(faultsOf('one,two\nthree')).toHaveLength(3);
  });
});
