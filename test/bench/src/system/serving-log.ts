import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const LOOK_MS = 20;

const lineSchema = z.object({
  time: z.iso.datetime(),
  pid: z.int(),
  msg: z.string(),
  versions: z.record(z.string(), z.string()).optional(),
});

/** A version of a model that a process has begun to serve. */
export interface Served {
  readonly version: string | undefined;
  readonly atMs: number;
  readonly pid: number;
}

/** What one simulator process writes of the models that it serves. */
export class ServingLog {
  private read = 0;
  private rest = '';
  private last: Served | null = null;

  private constructor(
    private readonly file: string,
    private readonly target: string,
  ) {}

  /** The logs of all simulators. */
  static async ofSimulators(logsFolder: string, target: string): Promise<ServingLog[]> {
    const names = (await readdir(logsFolder)).filter((name) => /^simulator-\d+\.log$/.test(name));
    return names.map((name) => new ServingLog(path.join(logsFolder, name), target));
  }

  /** Resolves once the process serves that version of the target, and says since when. */
  async until(version: string, withinMs: number): Promise<Served> {
    const endMs = performance.now() + withinMs;
    while (this.last?.version !== version) {
      if (performance.now() > endMs) throw new Error(`${this.file} does not say that ${version} is served`);
      await this.look();
      if (this.last?.version !== version) await delay(LOOK_MS);
    }
    return this.last;
  }

  private async look(): Promise<void> {
    const handle = await open(this.file);
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(size - this.read);
      await handle.read(bytes, 0, bytes.length, this.read);
      this.read = size;
      const lines = (this.rest + bytes.toString()).split('\n');
      this.rest = lines.pop() ?? '';
      for (const line of lines) this.take(line);
    } finally {
      await handle.close();
    }
  }

  private take(line: string): void {
    if (!line.includes('"msg":"models"')) return;
    const { time, pid, versions } = lineSchema.parse(JSON.parse(line));
    this.last = { version: versions?.[this.target], atMs: Date.parse(time), pid };
  }
}
