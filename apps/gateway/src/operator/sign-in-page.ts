/** Languages of the pages; the first is meant where a browser asks for another one. */
export const PAGE_LANGUAGES = ['id', 'en'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** Why a sign-in failed. */
export type SignInFault = 'KEY_REFUSED' | 'NOT_AN_OPERATOR';

interface Words {
  readonly signIn: string;
  readonly why: string;
  readonly key: string;
  readonly hint: string;
  readonly submit: string;
  readonly signOut: string;
  readonly signOutWhy: string;
  readonly signOutSubmit: string;
  readonly back: string;
  readonly otherLanguage: string;
  readonly faults: Readonly<Record<SignInFault, string>>;
}

const WORDS: Readonly<Record<PageLanguage, Words>> = {
  id: {
    signIn: 'Masuk',
    why: 'Halaman operator mining-ops memerlukan kunci API.',
    key: 'Kunci API',
    hint: 'Kunci dengan peran operator. Diawali dengan mops_',
    submit: 'Masuk',
    signOut: 'Keluar',
    signOutWhy: 'Sesi Anda akan diakhiri di semua tab peramban ini.',
    signOutSubmit: 'Keluar',
    back: 'Kembali ke antrean',
    otherLanguage: 'English',
    faults: {
      KEY_REFUSED: 'Kunci ini tidak dikenal. Periksa apakah kunci tersalin utuh.',
      NOT_AN_OPERATOR: 'Kunci ini bukan kunci operator. Mintalah kunci dengan peran operator.',
    },
  },
  en: {
    signIn: 'Sign in',
    why: 'The operator pages of mining-ops need an API key.',
    key: 'API key',
    hint: 'A key with the role operator. It begins with mops_',
    submit: 'Sign in',
    signOut: 'Sign out',
    signOutWhy: 'Your session will end in all tabs of this browser.',
    signOutSubmit: 'Sign out',
    back: 'Back to the queues',
    otherLanguage: 'Bahasa Indonesia',
    faults: {
      KEY_REFUSED: 'This key is not known. Check that it was copied whole.',
      NOT_AN_OPERATOR: "This is not an operator's key. Ask for one with the role operator.",
    },
  },
};

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(26rem, 100vw - 2rem); }
label { display: block; font-weight: 600; }
input { box-sizing: border-box; width: 100%; font: inherit; padding: .5rem; margin: .25rem 0; }
button { font: inherit; padding: .5rem 1.25rem; margin-top: 1rem; }
:is(input, button, a):focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
.fault { border-left: 4px solid #c62828; padding-left: .75rem; }
`;

function page(language: PageLanguage, path: string, title: string, body: string): string {
  const other = language === 'id' ? 'en' : 'id';
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – mining-ops</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
<p><a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${WORDS[language].otherLanguage}</a></p>
</main>
</body>
</html>
`;
}

/** The page on which an operator signs in. Nothing of what was sent is in it. */
export function signInPage(language: PageLanguage, fault: SignInFault | null): string {
  const words = WORDS[language];
  const said = fault === null ? '' : `<p class="fault" role="alert" id="fault">${words.faults[fault]}</p>`;
  const invalid = fault === null ? '' : ' aria-invalid="true"';
  return page(
    language,
    '/sign-in',
    words.signIn,
    `<p>${words.why}</p>
${said}
<form method="post" action="/sign-in?lang=${language}">
<label for="key">${words.key}</label>
<input id="key" name="key" type="password" required autofocus autocomplete="current-password" spellcheck="false"
 aria-describedby="${fault === null ? 'hint' : 'fault hint'}"${invalid}>
<small id="hint">${words.hint}</small><br>
<button type="submit">${words.submit}</button>
</form>`,
  );
}

/** The page on which an operator signs out: by a button, as a link could be followed from anywhere. */
export function signOutPage(language: PageLanguage): string {
  const words = WORDS[language];
  return page(
    language,
    '/sign-out',
    words.signOut,
    `<p>${words.signOutWhy}</p>
<form method="post" action="/sign-out?lang=${language}">
<button type="submit">${words.signOutSubmit}</button>
</form>
<p><a href="/queues">${words.back}</a></p>`,
  );
}
