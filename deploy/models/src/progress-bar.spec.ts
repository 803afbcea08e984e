import { ProgressBar } from './progress-bar.js';

function drawn(isTTY: boolean, draw: (bar: ProgressBar) => void): string {
  let text = '';
  draw(new ProgressBar({ isTTY, write: (piece) => (text += piece) }));
  return text;
}

describe('the progress bar', () => {
  it('draws over itself on a terminal, once a per cent, and leaves nothing behind', () => {
    const text = drawn(true, (bar) => {
      bar.show('reading', 0.5);
      bar.show('reading', 0.501);
      bar.show('reading', 1);
      bar.end();
    });
    expect(text.split('\r\u001B[2K')).toEqual([
      '',
      `${'█'.repeat(15)}${'░'.repeat(15)}  50%  reading`,
      `${'█'.repeat(30)} 100%  reading`,
      '',
    ]);
  });

  it('writes a line a stage where there is no terminal', () => {
    const text = drawn(false, (bar) => {
      bar.show('reading', 0);
      bar.show('reading', 0.5);
      bar.show('writing', 0.1);
      bar.end();
    });
    expect(text).toBe('reading …\nwriting …\n');
  });
});
