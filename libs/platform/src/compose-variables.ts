import { z } from 'zod';
import { wholeNumber } from './whole-number.js';

/**
 * Every variable that `docker-compose.yml` alone reads, beside those of `config-variables.ts`: its check, its default and
 * its meaning. `.env.example` repeats them; tests keep the three the same.
 */
export const composeVariables = z.object({
  PUBLISH_ADDRESS: z
    .string()
    .regex(/^[0-9a-fA-F.:]+$/, 'give an IP address of this machine, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1')
    .describe(
      'Address of this machine at which the containers are published: the API on PORT, Grafana on GRAFANA_PORT. 0.0.0.0 opens them to the network, which needs API keys.',
    ),
  GRAFANA_PORT: wholeNumber(1, 65_535).default(3000).describe('TCP port of Grafana.'),
  CONTAINER_USER: z
    .string()
    .regex(/^\d{1,9}:\d{1,9}$/, 'give a user and a group as numbers, such as 1000:1000 (`id -u` and `id -g`)')
    .default('1000:1000')
    .describe(
      'User and group, as numbers, that the containers run as and that data, models and logs belong to; 0:0 with an engine that runs without root.',
    ),
  SIMULATOR_REPLICAS: wholeNumber(1, 1_000).default(2).describe('Simulator containers.'),
  OLLAMA_CPUS: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/, 'give a number of processors, such as 2 or 7.5')
    .default('2')
    .describe(
      'Processors that Ollama may use, not more than there are. Answers take as long as there are few: give it those that you can spare.',
    ),
  OLLAMA_MEMORY: z
    .string()
    .regex(/^\d{1,4}[mg]$/, 'give an amount such as 8g or 900m')
    .default('8g')
    .describe('Memory that Ollama may use: the model and its context, some 6 GB for qwen2.5:7b.'),
  COMPOSE_PROFILES: z
    .enum(['gpu'], 'give gpu, or leave it out')
    .optional()
    .describe("gpu: the language model runs on this machine's NVIDIA graphics processors."),
});
