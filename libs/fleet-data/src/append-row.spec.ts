import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { appendRow, type AppendRow } from './append-row.js';
import { loadTable } from './load-table.js';
import { compileSources } from './testing/compiled-sources.js';
import { tableCsv } from './testing/small-mine.js';
import { temporaryFolders } from './testing/temporary-folder.js';
import { vessels } from './tables/vessels.js';

const newFolder = temporaryFolders();

/** Appends a row to a vessels.csv of that text; resolves to what was added, having checked that the rest stayed. */
async function addedTo(text: string, row: AppendRow['row']): Promise<string> {
  const dataDir = await newFolder();
  const file = path.join(dataDir, 'vessels.csv');
  await writeFile(file, text);
  await appendRow({ dataDir, file: 'vessels.csv', row });
  const after = await readFile(file);
  const before = Buffer.from(text);
  expect(after.subarray(0, before.length)).toEqual(before);
  return after.subarray(before.length).toString();
}

describe('an appended row', () => {
  it("is in the file's column order, with unknown columns left empty and values without a column dropped", async () => {
    const added = await addedTo('capacity,mystery,id,name\n1,?,v1,One\n', {
      id: 'v2',
      name: 'Two',
      capacity: 5,
      gt: 9,
    });
    expect(added).toBe('5,,v2,Two\n');
  });

  it("has the file's line ends, after a missing last one", async () => {
    expect(await addedTo('id,name\r\nv1,One', { id: 'v2', name: 'Two' })).toBe('\r\nv2,Two\r\n');
    expect(await addedTo('\uFEFFid,name', { id: 'v2', name: 'Two' })).toBe('\nv2,Two\n');
  });

  it.each([
    ['everything is', '"id","capacity","isActive"\n"v1","5",""\n', '"v2","7","true"\n'],
    ['texts are', '"id","capacity","isActive"\n"v1",5,\n', '"v2",7,true\n'],
    ['only what must be is', 'id,capacity,isActive\nv1,5,\n', 'v2,7,true\n'],
  ])('is quoted like the file, where %s', async (_, text, added) => {
    expect(await addedTo(text, { id: 'v2', capacity: 7, isActive: true })).toBe(added);
  });

  it('is read back as it was given, whatever the texts hold', async () => {
    const name = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() !== '' && !text.includes('\0'));
    const names = fc.oneof(
      name,
      fc.constantFrom('=HYPERLINK("x")', 'a,"b"\nc', '"', 'MV "Coal"\r\n,', "'", '+1'),
    );
    const style = fc.constantFrom(
      'id,name,capacity\n',
      '"id","name","capacity"\r\n',
      '"id","name","capacity"\n"v0","n","1"\n',
    );
    await fc.assert(
      fc.asyncProperty(style, names, names, async (header, first, second) => {
        const dataDir = await newFolder();
        await writeFile(path.join(dataDir, 'vessels.csv'), header);
        await appendRow({ dataDir, file: 'vessels.csv', row: { id: 'v1', name: first, capacity: 1.5 } });
        await appendRow({ dataDir, file: 'vessels.csv', row: { id: 'v2', name: second, capacity: 2 } });
        const { rows, report } = await loadTable(dataDir, vessels);
        expect(report.setAsideCount).toBe(0);
        expect(rows.slice(-2)).toMatchObject([
          { id: 'v1', name: first.trim(), capacityT: 1.5 },
          { id: 'v2', name: second.trim(), capacityT: 2 },
        ]);
      }),
      { numRuns: 25 },
    );
  });

  it('makes the file with its full header where there is none', async () => {
    const dataDir = await newFolder();
    await appendRow({ dataDir, file: 'vessels.csv', row: { id: 'v1', name: 'One', capacity: 5 } });
    const [header] = (await readFile(path.join(dataDir, 'vessels.csv'), 'utf8')).split('\n');
    expect(header).toBe(vessels.columns.map((column) => `"${column}"`).join(','));
    expect((await loadTable(dataDir, vessels)).rows).toMatchObject([{ id: 'v1', capacityT: 5 }]);
  });
});

describe('a row that cannot be appended', () => {
  it('leaves the file as it was, where a required key has no column', async () => {
    const dataDir = await newFolder();
    await writeFile(path.join(dataDir, 'vessels.csv'), 'id,name\n');
    const appending = appendRow({
      dataDir,
      file: 'vessels.csv',
      row: { id: 'v1' },
      requiredKeys: ['id', 'capacity'],
    });
    await expect(appending).rejects.toMatchObject({ code: 'MISSING_COLUMN', columns: ['capacity'] });
    expect(await readFile(path.join(dataDir, 'vessels.csv'), 'utf8')).toBe('id,name\n');
    expect(await readdir(dataDir)).toEqual(['vessels.csv']);
  });

  it('is one of a file that is no table, or in a folder that does not exist', async () => {
    const dataDir = await newFolder();
    await expect(appendRow({ dataDir, file: 'other.csv', row: {} })).rejects.toMatchObject({
      code: 'MISSING_FILE',
    });
    const elsewhere = path.join(dataDir, 'none');
    await expect(appendRow({ dataDir: elsewhere, file: 'vessels.csv', row: {} })).rejects.toMatchObject({
      code: 'MISSING_FILE',
    });
  });
});

describe('rows appended at the same time', () => {
  const idsIn = async (dataDir: string): Promise<string[]> =>
    (await loadTable(dataDir, vessels)).rows.map((row) => row.id).sort();

  it('by one process are all there', async () => {
    const dataDir = await newFolder();
    await writeFile(path.join(dataDir, 'vessels.csv'), tableCsv('vessels'));
    const ids = Array.from({ length: 20 }, (_, i) => `new-${String(i).padStart(2, '0')}`);
    await Promise.all(
      ids.map((id) => appendRow({ dataDir, file: 'vessels.csv', row: { id, name: id, capacity: 1 } })),
    );
    expect(await idsIn(dataDir)).toEqual([...ids, 'v1']);
  });

  it('by several processes are all there', async () => {
    const dataDir = await newFolder();
    const program = await newFolder();
    await compileSources(program);
    await writeFile(path.join(dataDir, 'vessels.csv'), tableCsv('vessels'));
    const script = `
      const { appendRow } = await import(${JSON.stringify(pathToFileURL(path.join(program, 'append-row.js')).href)});
      const [dataDir, who] = process.argv.slice(1);
      for (let i = 0; i < 10; i += 1) {
        const id = who + '-' + i;
        await appendRow({ dataDir, file: 'vessels.csv', row: { id, name: id, capacity: 1 } });
      }`;
    const exits = ['a', 'b', 'c'].map(async (who) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir, who], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    });
    expect(await Promise.all(exits)).toEqual([0, 0, 0]);
    const expected = ['a', 'b', 'c'].flatMap((who) => Array.from({ length: 10 }, (_, i) => `${who}-${i}`));
    expect(await idsIn(dataDir)).toEqual([...expected, 'v1']);
    expect(await readdir(dataDir)).toEqual(['vessels.csv']);
  });
});
