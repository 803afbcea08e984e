/**
 * Rupiah as the first version's cards show them: from 10⁹ on "1.02 Miliar IDR", from 10⁶ "857 Juta IDR", below that with
 * thousands commas; negative amounts by their magnitude.
 */
export function formatIdr(amountIdr: number): string {
  const magnitude = Math.abs(amountIdr);
  // The threshold looks at the rounded value: 999.7 million is "1.00 Miliar", not "1000 Juta".
  if (Math.round(magnitude / 1e6) >= 1_000)
    return `${signed(amountIdr, (magnitude / 1e9).toFixed(2))} Miliar IDR`;
  if (Math.round(magnitude) >= 1e6) return `${signed(amountIdr, (magnitude / 1e6).toFixed(0))} Juta IDR`;
  return `${signed(amountIdr, thousands(magnitude))} IDR`;
}

/** A whole number with thousands commas: "1,537". */
export function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function signed(amount: number, digits: string): string {
  return amount < 0 && /[1-9]/.test(digits) ? `-${digits}` : digits;
}
