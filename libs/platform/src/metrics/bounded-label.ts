/** What a value counts under that is no longer taken up. */
export const OTHER = 'other';

/**
 * Keeps a label from having ever more values, each of which is a time series of its own: the first so many are taken as
 * they are, and so is a value that is not well-formed never.
 */
export class BoundedLabel {
  private readonly known = new Set<string>();

  /**
   * @param most values beside `other`
   * @param wellFormed what a value must look like
   */
  constructor(
    private readonly most: number,
    private readonly wellFormed: RegExp,
  ) {}

  of(value: string): string {
    if (this.known.has(value)) return value;
    if (this.known.size >= this.most || !this.wellFormed.test(value)) return OTHER;
    this.known.add(value);
    return value;
  }
}
