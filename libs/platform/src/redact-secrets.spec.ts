import { redactSecrets } from './redact-secrets.js';

describe('redactSecrets', () => {
  it.each([
    ['redis://:secret@127.0.0.1:6379/0', 'redis://:***@127.0.0.1:6379/0'],
    ['rediss://ops:secret@mine:6380', 'rediss://ops:***@mine:6380'],
    ['cannot reach redis://:a/b@c@host:1, giving up', 'cannot reach redis://:***@host:1, giving up'],
    ['http://user:secret@gpu:11434/x', 'http://user:***@gpu:11434/x'],
    ['{"a":"redis://:s@h:1","b":"redis://:t@h:2"}', '{"a":"redis://:***@h:1","b":"redis://:***@h:2"}'],
    [`X-API-Key: mops_${'aB3-'.repeat(10)}xyz, refused`, 'X-API-Key: mops_***, refused'],
  ])('hides the secret in %s', (text, redacted) => {
    expect(redactSecrets(text)).toBe(redacted);
  });

  it.each([
    'redis://127.0.0.1:6379',
    'http://127.0.0.1:8000/a?mail=x@y',
    'at 10:30 mail@example.com',
    'Basic rules',
  ])('leaves %s as it is', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });
});
