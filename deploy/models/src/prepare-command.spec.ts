import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { tableCsv, usableRow, writeMine } from '@mining-ops/fleet-data/testing/small-mine.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { loadConfig } from '@mining-ops/platform/config.js';
import type { CommandContext } from './command.js';
import { OptionsError } from './options.js';
import { prepareCommand } from './prepare-command.js';
import { ProgressBar } from './progress-bar.js';

const temporaryFolder = temporaryFolders();
const ROOT = path.resolve(import.meta.dirname, '../../..');

const context = (dataDir: string): CommandContext => ({
  config: { ...loadConfig({}), dataDir },
  bar: new ProgressBar({ write: () => undefined }),
  signal: new AbortController().signal,
});

/** Writes `count` trips without ever holding them, some 640 bytes each. */
async function writeManyTrips(dataDir: string, count: number): Promise<void> {
  const [header = '', row = ''] = tableCsv('activities', { remarks: 'x'.repeat(550) }).split('\n');
  const out = createWriteStream(path.join(dataDir, 'hauling_activities.csv'));
  out.write(`${header}\n`);
  for (let i = 0; i < count; i += 1)
    if (!out.write(`${row.replace(usableRow.activities['id'] ?? '', `trip-${i}`)}\n`))
      await once(out, 'drain');
  out.end();
  await once(out, 'close');
}

describe('npm run data:prepare', () => {
  it('prints what was read, used, set aside and missing', async () => {
    const dataDir = await temporaryFolder();
    await writeMine(dataDir, {
      activities: tableCsv('activities', { id: 'a1', operatorId: '' }, { id: 'a2', truckId: 'nobody' }),
    });
    const answer = await prepareCommand([], context(dataDir));
    expect(answer.replace(dataDir, 'DATA')).toBe(
      [
        'DATA/final_training_data_real.csv: 1 trips of 2 read, 1 set aside',
        '',
        'set aside, because:',
        '        1  truckId is not in trucks.csv (first: a2)',
        '',
        'unknown in the trips used:',
        '        1  rating',
        '        1  queueDuration',
        '        1  loadingDuration',
        '        1  haulingDuration',
        '        1  dumpingDuration',
        '        1  returnDuration',
        '        1  totalCycleTime',
        '',
      ].join('\n'),
    );
    expect(JSON.parse(await prepareCommand(['--json'], context(dataDir)))).toMatchObject({
      activities: { rowsRead: 2, rowsUsed: 1 },
    });
  });

  it('takes another folder, and explains itself', async () => {
    const dataDir = await temporaryFolder();
    await writeMine(dataDir);
    expect(await prepareCommand(['--data', dataDir], context('/nowhere'))).toContain('1 trips of 1 read');
    expect(await prepareCommand(['--help'], context('/nowhere'))).toMatch(/^npm run data:prepare /);
  });

  it.each([
    [['--fast'], /'--fast'.*--help shows how/],
    [['file.csv'], /'file\.csv'.*--help shows how/],
    [['--data', ''], /--data must name a folder or file, is empty/],
  ])('refuses %j by name', async (args, message) => {
    await expect(prepareCommand(args, context('/nowhere'))).rejects.toThrow(OptionsError);
    await expect(prepareCommand(args, context('/nowhere'))).rejects.toThrow(message);
  });

  it('needs a heap of 48 MB for a file of 60 MB, as it holds one piece of it at a time', async () => {
    const dataDir = await temporaryFolder();
    await writeMine(dataDir);
    await writeManyTrips(dataDir, 100_000);
    expect((await stat(path.join(dataDir, 'hauling_activities.csv'))).size).toBeGreaterThan(58e6);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--max-old-space-size=48', 'deploy/run.mjs', '@mining-ops/models/prepare.js', '--data', dataDir],
      { cwd: ROOT },
    );
    expect(stdout).toContain('100,000 trips of 100,000 read, 0 set aside');
  }, 120_000);
});
