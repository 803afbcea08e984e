// `npm run test:ollama`: the tests that speak to the scripted model, with a real Ollama beside it.
// OLLAMA_HOST says where that is; OLLAMA_MODEL (qwen2.5:7b) must be pulled there.
if (!process.env.OLLAMA_HOST) {
  process.stderr.write(
    'OLLAMA_HOST is not set: give the address of an Ollama that has the model (OLLAMA_MODEL, qwen2.5:7b), ' +
      'such as OLLAMA_HOST=http://127.0.0.1:11434 npm run test:ollama\n',
  );
  process.exit(2);
}
process.env.MINING_OPS_TEST_OLLAMA_HOST = process.env.OLLAMA_HOST;
process.env.MINING_OPS_TEST_OLLAMA_MODEL = process.env.OLLAMA_MODEL || 'qwen2.5:7b';
process.argv.splice(2, process.argv.length, 'apps/analyst/src/model/ollama-protocol');
await import('./test.mjs');
