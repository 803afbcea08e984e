import { digestOfKey, isApiKey, newApiKey } from './api-key.js';

describe('an API key', () => {
  it('is 256 random bits, and another one each time', () => {
    const keys = Array.from({ length: 100 }, newApiKey);
    expect(new Set(keys).size).toBe(100);
    for (const key of keys) {
      expect(isApiKey(key)).toBe(true);
      expect(Buffer.from(key.slice('mops_'.length), 'base64url')).toHaveLength(32);
    }
  });

  it.each(['', 'secret', 'mops_short', `${newApiKey()}x`, ` ${newApiKey()}`, `mops_${'é'.repeat(43)}`])(
    'is not %j',
    (text) => {
      expect(isApiKey(text)).toBe(false);
    },
  );

  it('is kept as what sha256sum says of it', () => {
    expect(digestOfKey('mops_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe(
      '3b5b24ed7025eda38b55a70399a2836f834b38b72a1feda0e4a98d779ed9ba23',
    );
  });
});
