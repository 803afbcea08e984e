/** Languages that the analyst writes by itself; the model may know more. */
export type Language = 'id' | 'en';

const INDONESIAN = new Set(
  (
    'apa apakah bagaimana gimana mengapa kenapa berapa kapan siapa mana yang dan atau dengan untuk dari pada di ke ini itu ' +
    'tidak bukan jangan lebih kurang paling jika kalau bila saya kami kita anda tolong jelaskan bandingkan opsi truk kapal ' +
    'hujan jalan biaya untung laba antrian aman terlambat pilih sebaiknya harus bisa adalah akan sudah belum juga saja dong'
  ).split(' '),
);
const ENGLISH = new Set(
  (
    'what why how which when who where is are was were the a an of and or with for from in on to this that not no more less ' +
    'most if i we you please explain compare option truck trucks vessel rain road cost profit queue safe late choose should ' +
    'must can will would does do did than it its be has have best better'
  ).split(' '),
);

/**
 * The language to answer a question in: Indonesian unless it is in another, as far as the analyst's own words go; a
 * third language gets English.
 */
export function languageOf(question: string): Language {
  const found = question.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (known: ReadonlySet<string>): number => found.filter((word) => known.has(word)).length;
  const [indonesian, english] = [count(INDONESIAN), count(ENGLISH)];
  if (english > indonesian) return 'en';
  if (indonesian > 0) return 'id';
  // Neither: letters outside the Latin alphabet are some third language.
  return /[^\p{Script=Latin}\P{L}]/u.test(question) ? 'en' : 'id';
}
