import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { reportHistory } from '@mining-ops/drift/report/report-store.js';
import { loadConfig } from '@mining-ops/platform/config.js';
import type { CommandContext } from './command.js';
import { driftReportCommand } from './drift-report-command.js';
import { OptionsError } from './options.js';
import { ProgressBar } from './progress-bar.js';

const temporaryFolder = temporaryFolders();
const MODELS = path.resolve(import.meta.dirname, '../../../models');

const contextOf = (folder: string): CommandContext => ({
  config: { ...loadConfig({}), dataDir: folder, modelsDir: MODELS, logsDir: path.join(folder, 'logs') },
  bar: new ProgressBar({ write: () => undefined }),
  signal: new AbortController().signal,
});

describe('npm run drift:report', () => {
  it('explains itself', async () => {
    expect(await driftReportCommand(['--help'], contextOf('/nowhere'))).toMatch(/^npm run drift:report /);
  });

  it.each([
    [['--lang', 'de'], /--lang must be one of id, en, is "de"/],
    [['--rows', 'many'], /--rows must be a whole number of at least 1, is "many"/],
    [['--logs', ''], /--logs must name a folder or file, is empty/],
  ])('refuses %j by name', async (args, message) => {
    await expect(driftReportCommand(args, contextOf('/nowhere'))).rejects.toThrow(OptionsError);
    await expect(driftReportCommand(args, contextOf('/nowhere'))).rejects.toThrow(message);
  });

  it('says what it found, keeps the report, and writes its page', async () => {
    const folder = await temporaryFolder();
    const answer = await driftReportCommand(['--lang', 'en'], contextOf(folder));
    expect(answer).toMatch(/^not enough data: there is no prediction_logs.csv/);
    const page = await readFile(path.join(folder, 'logs', 'drift', 'report.html'), 'utf8');
    expect(page).toContain('Not enough data');
    expect(await reportHistory(path.join(folder, 'logs'))).toMatchObject([{ noVerdict: 'NO_LOG' }]);
  });

  it('prints the report as JSON', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'logs'));
    await writeFile(path.join(folder, 'logs', 'prediction_logs.csv'), '');
    const report: unknown = JSON.parse(await driftReportCommand(['--json'], contextOf(folder)));
    expect(report).toMatchObject({ verdict: 'not-enough-data', noVerdict: { code: 'LOG_EMPTY' } });
  });
});
