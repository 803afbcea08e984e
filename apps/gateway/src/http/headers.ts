import helmet from 'helmet';

const HALF_A_YEAR_S = 15_552_000;

/**
 * Headers that keep browsers from what no page of ours needs. Styles within a page are allowed, as Swagger's page and
 * Bull Board's have some; scripts only from files. Plain HTTP stays plain: whether there is TLS is the proxy's to say.
 */
export const safeHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'", 'data:'],
      'object-src': ["'none'"],
      'base-uri': ["'self'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  // With none at all, browsers would send "Origin: null" with the sign-in form.
  referrerPolicy: { policy: 'same-origin' },
  // Other programs of the same host are not ours to speak for.
  strictTransportSecurity: { maxAge: HALF_A_YEAR_S, includeSubDomains: false },
});
