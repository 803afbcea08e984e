/**
 * About how many tokens a language model makes of a text, rather too many than too few: a digit or a sign is one, four
 * letters are one. Qwen and Llama write each digit as a token of its own or in groups of up to three, and split
 * Indonesian words, which are rare in what they learned from, into pieces of three to five letters.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/\p{L}+|\d|[^\p{L}\d\s]|\n/gu))
    tokens += /^\p{L}/u.test(piece) ? Math.ceil(piece.length / 4) : 1;
  return tokens;
}
