import { csvText, tableOf } from './table.js';

test('a table is quoted like the real export: strings only, quotes doubled, empty cells bare', () => {
  const table = tableOf('x.csv', [
    { id: 'a', competency: '{"dump_truck":true}', capacity: 37, isActive: true, remarks: null },
  ]);
  expect(csvText(table)).toBe(
    '"id","competency","capacity","isActive","remarks"\n"a","{""dump_truck"":true}",37,true,\n',
  );
});

test('a table without rows has no header to write', () => {
  expect(() => tableOf('x.csv', [])).toThrow(RangeError);
});
