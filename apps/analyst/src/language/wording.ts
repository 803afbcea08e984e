import type { Language } from './language.js';

/** Writes numbers with their units as a language does. Rupiah in the steps of the contract's cards. */
export class Wording {
  private readonly locale: string;

  constructor(readonly language: Language) {
    this.locale = language === 'id' ? 'id-ID' : 'en-US';
  }

  /** One of two texts, by the language. */
  pick(indonesian: string, english: string): string {
    return this.language === 'id' ? indonesian : english;
  }

  number(value: number, decimals = 0): string {
    // Adding 0 makes -0 a 0.
    return (Number(value.toFixed(decimals)) + 0).toLocaleString(this.locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  }

  /** "2,65 miliar IDR", "857 juta IDR", "1,4 juta IDR", "250.000 IDR". */
  idr(value: number): string {
    const magnitude = Math.abs(value);
    if (Math.round(magnitude / 1e6) >= 1_000)
      return `${this.number(value / 1e9, 2)} ${this.pick('miliar', 'billion')} IDR`;
    if (magnitude >= 999_950) {
      const decimals = magnitude >= 99_950_000 ? 0 : 1;
      return `${this.number(value / 1e6, decimals)} ${this.pick('juta', 'million')} IDR`;
    }
    return `${this.number(value)} IDR`;
  }

  tonnes(value: number): string {
    return `${this.number(value, Math.abs(value) < 100 ? 1 : 0)} ${this.pick('ton', 't')}`;
  }

  hours(value: number): string {
    return `${this.number(value, 1)} ${this.pick('jam', 'h')}`;
  }

  days(value: number): string {
    return `${this.number(value, 1)} ${this.pick('hari', 'days')}`;
  }

  minutes(value: number): string {
    return `${this.number(value, 1)} ${this.pick('menit', 'min')}`;
  }

  litres(value: number): string {
    return `${this.number(value)} ${this.pick('liter', 'L')}`;
  }

  percent(value: number): string {
    return `${this.number(value, 1)}%`;
  }

  trucks(count: number): string {
    return `${this.number(count)} ${this.pick('truk', count === 1 ? 'truck' : 'trucks')}`;
  }

  loaders(count: number): string {
    return `${this.number(count)} ${this.pick('excavator', count === 1 ? 'excavator' : 'excavators')}`;
  }

  /** A difference with its sign: "+380 juta IDR". */
  signed(value: number, write: (value: number) => string): string {
    return value > 0 ? `+${write(value)}` : write(value);
  }

  /** "15 Desember 2026 14.00 UTC" */
  instant(ms: number): string {
    const date = new Date(ms);
    const day = date.toLocaleDateString(this.language === 'id' ? 'id-ID' : 'en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    const [hour, minute] = date.toISOString().slice(11, 16).split(':');
    return `${day} ${hour ?? ''}${this.pick('.', ':')}${minute ?? ''} UTC`;
  }
}
