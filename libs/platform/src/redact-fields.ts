/** Texts under such names are secrets. */
const SECRET =
  /password|passwd|secret|credential|authorization|cookie|api[-_]?keys?$|(?:^|[a-z_-])token$|^token$/i;
/** What people asked and models were told or said: the business of whoever asked, and long. In lower case. */
const PROMPTS = new Set([
  ...['question', 'prompt', 'prompts', 'messages', 'history', 'content', 'answer', 'strategies', 'sheet'],
  ...['pertanyaan_user', 'jawaban_ai', 'conversation_history', 'top_3_strategies_context'],
]);
/** Deeper than this nothing is looked at: it is not shown either. */
const DEEPEST = 8;

/**
 * What may be written of the fields of a log line: texts under the names of secrets become `***`; what was asked and
 * answered becomes its size. At any depth of plain objects and arrays.
 */
export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactObject(fields, 0);
}

function redactObject(fields: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, redactField(name, value, depth)]),
  );
}

function redactField(name: string, value: unknown, depth: number): unknown {
  if (SECRET.test(name) && isText(value)) return '***';
  if (PROMPTS.has(name.toLowerCase())) return sizeOf(value);
  return redactValue(value, depth + 1);
}

function redactValue(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return depth > DEEPEST ? '…' : value.map((one) => redactValue(one, depth + 1));
  if (!isPlain(value)) return value;
  return depth > DEEPEST ? '…' : redactObject(value, depth);
}

/** A text, or several. */
function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.some(isText));
}

function sizeOf(value: unknown): unknown {
  if (typeof value === 'string') return `[${value.length} characters]`;
  if (Array.isArray(value)) return `[${value.length} items]`;
  return typeof value === 'object' && value !== null ? '[…]' : value;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
