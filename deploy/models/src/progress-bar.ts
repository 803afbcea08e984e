/** Where progress is shown: standard error, so that standard output stays the command's answer. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 30;
const CLEAR_LINE = '\r\u001B[2K';

/**
 * A progress bar with the stage's name before it. On a terminal it is drawn over itself; elsewhere (a log, a pipe) each
 * stage is one line. Call `end` before anything else is printed.
 */
export class ProgressBar {
  private stage = '';
  private percent = -1;

  constructor(private readonly output: ProgressOutput = process.stderr) {}

  /** @param share of the stage that is done, 0–1 */
  show(stage: string, share: number): void {
    const percent = Math.floor(100 * Math.min(1, Math.max(0, share)));
    if (stage === this.stage && percent === this.percent) return;
    if (this.output.isTTY === true) {
      const filled = Math.round((WIDTH * percent) / 100);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      this.output.write(`${CLEAR_LINE}${bar} ${String(percent).padStart(3)}%  ${stage}`);
    } else if (stage !== this.stage) this.output.write(`${stage} …\n`);
    this.stage = stage;
    this.percent = percent;
  }

  /** Takes the bar away. */
  end(): void {
    if (this.output.isTTY === true && this.stage !== '') this.output.write(CLEAR_LINE);
    this.stage = '';
    this.percent = -1;
  }
}
