import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { filesOf } from './app-files.js';
import { buildContext } from '../testing/build-context.js';
import { readDockerfile, type ImageSettings } from '../testing/read-dockerfile.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const apps = readdirSync(path.join(ROOT, 'apps'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const stages = readDockerfile(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8'));

function imageOf(app: string): ImageSettings {
  const image = stages.get(app);
  if (!image) throw new Error(`the Dockerfile has no target ${app}`);
  return image;
}

let context: ReadonlySet<string>;
beforeAll(async () => (context = await buildContext(ROOT)));

describe('the Dockerfile', () => {
  it('copies nothing that is not there', () => {
    const inContext = (source: string): boolean =>
      source === '.' || [...context].some((file) => file === source || file.startsWith(`${source}/`));
    const copies = [...stages.values()].flatMap((stage) => stage.copies);
    expect(copies.length).toBeGreaterThan(apps.length);
    for (const { source, stage } of copies) {
      if (stage === null) expect([source, inContext(source)]).toEqual([source, true]);
      else expect(stages.has(stage)).toBe(true);
    }
  });

  it("gives the build every workspace's manifest, and no test, no data, no secret", () => {
    const { workspaces } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      workspaces: string[];
    };
    for (const workspace of workspaces) {
      if (!workspace.endsWith('/*')) expect(context).toContain(`${workspace}/package.json`);
    }
    const unwanted =
      /^(data|models|logs|docs)\/|\.spec\.ts$|^test\/.*\.ts$|(^|\/)(\.env|node_modules|dist)(\/|$)/;
    expect([...context].filter((file) => unwanted.test(file))).toEqual([]);
  });
});

describe.each(apps)('the image of the %s', (app) => {
  let files: readonly string[];
  beforeAll(async () => ({ files } = await filesOf(app, ROOT, process)));

  it('is a slim Node.js, runs as a user without rights, below an init process', () => {
    const { base, user, entrypoint, command } = imageOf(app);
    expect(base).toMatch(/^node:\d+-\w+-slim$/);
    expect(user).toBe('node');
    expect(entrypoint).toEqual(['/usr/bin/tini', '--']);
    const options = app === 'simulator' ? ['--single-threaded-gc'] : [];
    expect(command).toEqual(['node', ...options, `apps/${app}/dist/main.js`]);
  });

  it('takes its own folder, that the build stage assembled', () => {
    expect(imageOf(app).copies).toEqual([{ source: `/image/${app}/`, stage: 'build' }]);
    const assembling = stages
      .get('build')
      ?.runs.find((run) => run.includes('@mining-ops/containers/image/main.js'));
    expect(assembling?.split(' ')).toEqual(expect.arrayContaining(['/image', app]));
  });

  it('has its program, and its health check, which is a Node.js script', () => {
    const { command, healthCheck } = imageOf(app);
    expect(files).toContain(command.at(-1));
    expect(healthCheck[0]).toBe('node');
    expect(files).toContain(healthCheck[1]);
  });

  it('has of ours only what the build makes from its context', () => {
    const ours = files.filter((file) => !file.includes('node_modules/'));
    const sourceOf = (file: string): string => file.replace(/\/dist\/(.*)\.js$/, '/src/$1.ts');
    expect(ours.filter((file) => !context.has(sourceOf(file)))).toEqual([]);
  });

  it("has ONNX Runtime for its own platform at most, and no one's tools", () => {
    const libraries = files.filter((file) => /^node_modules\/onnxruntime-node\/bin\//.test(file));
    const own = `/${process.platform}/${process.arch}/`;
    expect(libraries.filter((file) => !file.includes(own))).toEqual([]);
    expect(
      files.filter((file) => /^node_modules\/(typescript|jest|eslint|@swc|@types)\//.test(file)),
    ).toEqual([]);
  });
});
