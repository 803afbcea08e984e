// `npm run test:ollama`: the tests that speak to the scripted model, with a real Ollama beside it.
// OLLAMA_HOST and OLLAMA_MODEL say which (http://127.0.0.1:11434, qwen2.5:7b); the model must be pulled.
process.env.MINING_OPS_TEST_OLLAMA_HOST = process.env.OLLAMA_HOST || 'http://127.0.0.1:11434';
process.env.MINING_OPS_TEST_OLLAMA_MODEL = process.env.OLLAMA_MODEL || 'qwen2.5:7b';
process.argv.splice(2, process.argv.length, 'apps/analyst/src/model/ollama-protocol');
await import('./test.mjs');
