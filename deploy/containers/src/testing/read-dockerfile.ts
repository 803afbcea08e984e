import { DockerfileParser, JSONInstruction } from 'dockerfile-ast';

/** A file or folder that a COPY takes, and the stage that it takes it from; null is the build context. */
export interface CopySource {
  readonly source: string;
  readonly stage: string | null;
}

/** What an image of the Dockerfile runs, with what it has from the stages below it. */
export interface ImageSettings {
  readonly base: string;
  readonly user: string | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly copies: readonly CopySource[];
  /** Shell commands of its RUN instructions. */
  readonly runs: readonly string[];
}

const NOTHING: ImageSettings = {
  base: '',
  user: null,
  environment: {},
  entrypoint: [],
  command: [],
  healthCheck: [],
  copies: [],
  runs: [],
};

type Instruction = ReturnType<ReturnType<typeof DockerfileParser.parse>['getInstructions']>[number];

/** Every stage of a Dockerfile by its name, resolved: a stage that begins from another has its settings, too. */
export function readDockerfile(text: string): ReadonlyMap<string, ImageSettings> {
  const stages = new Map<string, ImageSettings>();
  const defaults = new Map<string, string>();
  let name = '';
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    if (instruction.getKeyword() === 'ARG') {
      const [variable = '', value = ''] = (words[0] ?? '').split('=');
      defaults.set(variable, value);
    } else if (instruction.getKeyword() === 'FROM') {
      const from = (words[0] ?? '').replace(
        /\$\{(\w+)\}/g,
        (_, variable: string) => defaults.get(variable) ?? '',
      );
      name = words[2] ?? from;
      stages.set(name, { ...(stages.get(from) ?? { ...NOTHING, base: from }), copies: [] });
    } else stages.set(name, withInstruction(stages.get(name) ?? NOTHING, instruction, words));
  }
  return stages;
}

function withInstruction(
  stage: ImageSettings,
  instruction: Instruction,
  words: readonly string[],
): ImageSettings {
  switch (instruction.getKeyword()) {
    case 'USER':
      return { ...stage, user: words[0] ?? null };
    case 'ENV':
      return { ...stage, environment: { ...stage.environment, ...variablesOf(words) } };
    case 'ENTRYPOINT':
      return { ...stage, entrypoint: stringsOf(instruction) };
    case 'CMD':
      return { ...stage, command: stringsOf(instruction) };
    case 'HEALTHCHECK':
      return { ...stage, healthCheck: JSON.parse(words.slice(1).join(' ')) as string[] };
    case 'RUN':
      return { ...stage, runs: [...stage.runs, words.join(' ')] };
    case 'COPY':
    case 'ADD':
      return { ...stage, copies: [...stage.copies, ...sourcesOf(instruction, words)] };
    default:
      return stage;
  }
}

function variablesOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word): [string, string] => {
      const end = word.indexOf('=');
      return [word.slice(0, end), word.slice(end + 1)];
    }),
  );
}

function stringsOf(instruction: Instruction): string[] {
  if (!(instruction instanceof JSONInstruction)) throw new Error(`${instruction.getKeyword()} is not a list`);
  return instruction.getJSONStrings().map((argument) => JSON.parse(argument.getValue()) as string);
}

function sourcesOf(instruction: Instruction, words: readonly string[]): CopySource[] {
  const flags = instruction instanceof JSONInstruction ? instruction.getFlags() : [];
  const stage = flags.find((flag) => flag.getName() === 'from')?.getValue() ?? null;
  return words.slice(0, -1).map((source) => ({ source, stage }));
}
