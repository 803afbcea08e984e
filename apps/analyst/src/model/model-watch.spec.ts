import { ScriptedOllama } from '../testing/scripted-ollama.js';
import { ModelWatch, type ModelNote } from './model-watch.js';

describe('the watch over the model', () => {
  let ollama: ScriptedOllama;
  let notes: ModelNote[];
  let logged: string[];
  beforeEach(async () => {
    ollama = await ScriptedOllama.start();
    [notes, logged] = [[], []];
  });
  afterEach(() => ollama.stop());

  function watch(pull: 'never' | 'auto' = 'never', host = ollama.url): ModelWatch {
    const log = (_details: object, message: string): void => void logged.push(message);
    return new ModelWatch({
      ...{ host, model: 'test-model', pull },
      log: { info: log, warn: log },
      publish: (note) => {
        notes.push(note);
        return Promise.resolve();
      },
    });
  }
  const look = (one: ModelWatch): Promise<void> => one.look(new AbortController().signal);

  it('reports what it found: version, model, whether it calls tools; news once', async () => {
    const one = watch();
    await look(one);
    await look(one);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toEqual({
      ok: true,
      detail: expect.stringMatching(/Ollama 0\.12\.0-scripted: ready, calls tools/),
    });
    expect(logged).toHaveLength(1);
    expect(one.canCallTools).toBe(true);
    ollama.models.set('test-model', ['completion']);
    await look(one);
    expect(one.canCallTools).toBe(false);
    expect(logged).toHaveLength(2);
  });

  it('says what to do where the model is missing, and pulls nothing unless told to', async () => {
    ollama.models.clear();
    await look(watch());
    expect(notes).toEqual([
      { ok: false, detail: expect.stringMatching(/ollama pull test-model, or set OLLAMA_PULL=auto/) },
    ]);
    expect(ollama.paths).not.toContain('/api/pull');
  });

  it('pulls it where told to, with progress, and is then ready', async () => {
    ollama.models.clear();
    ollama.models.set('other', []);
    await look(watch('auto'));
    expect(notes.map(({ detail }) => detail)).toEqual([
      ...[0, 25, 50, 75, 100].map((percent) => `pulling test-model: ${percent}%`),
      expect.stringMatching(/ready/),
    ]);
    expect(logged.filter((line) => line === 'pulling the model').length).toBeGreaterThan(2);
  });

  it('says so where nobody answers', async () => {
    const one = watch('auto', 'http://127.0.0.1:9');
    await look(one);
    expect(notes).toEqual([{ ok: false, detail: expect.stringMatching(/does not answer: .*Start Ollama/) }]);
  });
});
