import { readUnit } from './units.js';

describe('what follows a number', () => {
  it.each([
    [' juta IDR lebih', 1e6, 'IDR'],
    [' miliar', 1e9, null],
    [' Ton per shift', 1, 't'],
    [' t.', 1, 't'],
    [' ribu ton', 1e3, 't'],
    [' L/Ton', 1, 'L/t'],
    [' liter per ton', 1, 'L/t'],
    [' L/km', 1, 'L/km'],
    [' L/orang', 1, 'L/orang'],
    [' km/jam', 1_000, 'm/h'],
    [' km', 1_000, 'm'],
    [' m,', 1, 'm'],
    [' menit', 1 / 60, 'h'],
    [' hari', 24, 'h'],
    [' jam-truk', 1, 'h'],
    ['%', 1, '%'],
    [' persen', 1, '%'],
    ['x', 1, 'times'],
    [' unit dump truck', 1, 'truck'],
    ['-truck fleet', 1, 'truck'],
    [' Unit', 1, 'machine'],
    [' ton per hari', 1, 't/day'],
    [' terminal', 1, null],
    [' million tonnes', 1e6, 't'],
  ])('%j is read as × %d of %s', (text, factor, unit) => {
    expect(readUnit(text)).toMatchObject({ factor, unit });
  });

  it('is measured: so much of the text is the unit', () => {
    expect(readUnit(' juta IDR dan').length).toBe(' juta IDR'.length);
    expect(readUnit(' dan').length).toBe(0);
  });
});
