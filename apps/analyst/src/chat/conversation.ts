import type { Message } from 'ollama';
import { estimateTokens } from '../facts/tokens.js';

/** What was said before, as far as it fits the budget (tokens): the latest first, each message whole. */
export function withinBudget(history: readonly Message[], budget: number): Message[] {
  const kept: Message[] = [];
  let left = budget;
  for (const message of [...history].reverse()) {
    left -= estimateTokens(message.content) + 4;
    if (left < 0) break;
    kept.unshift(message);
  }
  return kept;
}
