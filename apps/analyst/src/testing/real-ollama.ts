// Test code: reads its own two variables, which `npm run test:ollama` sets and which are no part of the system.

export interface RealOllama {
  readonly host: string;
  readonly model: string;
}

/** The Ollama server to test against, or null where the tests were started without one. */
export function realOllama(): RealOllama | null {
  const host = process.env['MINING_OPS_TEST_OLLAMA_HOST'];
  const model = process.env['MINING_OPS_TEST_OLLAMA_MODEL'];
  return host && model ? { host, model } : null;
}
