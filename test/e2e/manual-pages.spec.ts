import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandBlocks, manualPages, ROOT, textOf } from './support/manual.js';

/** As GitHub makes them of headings. */
function anchorsOf(page: string): Set<string> {
  const headings = [...textOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}

/** Links of a page that lead to a file of ours that is not there, or to a heading that is not there. */
function brokenLinks(page: string): string[] {
  const links = [...textOf(page).matchAll(/\]\(([^()\s]+)\)/g)].map(([, link]) => link ?? '');
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file, anchor] = link.split('#');
    const target = file === '' || file === undefined ? page : path.join(path.dirname(page), file);
    if (!existsSync(path.join(ROOT, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor);
  });
}

describe.each(manualPages())('%s', (page) => {
  it('links only to what is there', () => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it('marks each block of commands as run by a test, or says what it needs', () => {
    expect(
      commandBlocks(page)
        .filter(({ mark }) => mark === null)
        .map(({ line }) => line),
    ).toEqual([]);
  });
});

it('the front page is short, and every page of docs/ is in its list or in that of docs/', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(150);
  const listed = textOf('docs/README.md');
  const missing = manualPages().filter(
    (page) =>
      page.startsWith('docs/') && page !== 'docs/README.md' && !listed.includes(`(${path.basename(page)})`),
  );
  expect(missing).toEqual([]);
});
