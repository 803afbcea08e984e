import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Language } from '../language/language.js';

/** Folder of `prompts/` that is in use. Version 1 stood in the code. */
const VERSION = '2';
const FILES = ['system', 'no-facts', 'language-id', 'language-en', 'correction'] as const;
type File = (typeof FILES)[number];

/** What the model is told, from files, with the version that is recorded with each answer. */
export class Prompts {
  /** `<folder>-<digest of the files>` */
  readonly version: string;

  private constructor(private readonly texts: Readonly<Record<File, string>>) {
    const whole = FILES.map((file) => texts[file]).join('\0');
    this.version = `${VERSION}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
  }

  /** @throws where a file is missing */
  static load(): Prompts {
    const folder = new URL(`../../prompts/${VERSION}/`, import.meta.url);
    const texts = FILES.map((file) => [file, readFileSync(new URL(`${file}.md`, folder), 'utf8').trim()]);
    return new Prompts(Object.fromEntries(texts) as Record<File, string>); // one for each file
  }

  system(sheet: string, language: Language, mostCalls: number): string {
    return filled(this.texts.system, {
      language: this.texts[`language-${language}`],
      calls: String(mostCalls),
      sheet: sheet === '' ? this.texts['no-facts'] : sheet,
    });
  }

  correction(numbers: readonly string[], language: Language): string {
    return filled(this.texts.correction, {
      numbers: numbers.map((number) => `"${number}"`).join(', '),
      language: this.texts[`language-${language}`],
    });
  }
}

/** In one pass, so that what is filled in is not filled in itself. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (mark, name: string) => values[name] ?? mark);
}
