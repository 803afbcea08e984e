import { credentialOf } from './credential.js';

const of = (headersDistinct: Record<string, string[]>): unknown => credentialOf({ headersDistinct });
const unusable = expect.objectContaining({ kind: 'unusable' });

describe('credentialOf', () => {
  it('reads either header, and both with the same key', () => {
    const key = { kind: 'key', key: 'mops_1' };
    expect(of({ authorization: ['Bearer mops_1'] })).toEqual(key);
    expect(of({ authorization: ['bearer   mops_1 '] })).toEqual(key);
    expect(of({ 'x-api-key': ['mops_1'] })).toEqual(key);
    expect(of({ authorization: ['Bearer mops_1'], 'x-api-key': ['mops_1'] })).toEqual(key);
    expect(of({})).toEqual({ kind: 'none' });
  });

  it.each([
    { authorization: ['Basic dXNlcjpwYXNz'] },
    { authorization: ['Bearer'] },
    { authorization: ['Bearer a b'] },
    { authorization: ['Bearer a', 'Bearer a'] },
    { 'x-api-key': ['a', 'a'] },
    { authorization: ['Bearer a'], 'x-api-key': ['b'] },
  ])('does not guess about %j', (headers) => {
    expect(of(headers)).toEqual(unusable);
  });
});
