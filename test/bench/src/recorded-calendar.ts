import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';

/** The events of a run, in their order. */
export interface Recording {
  readonly times: Float64Array;
  readonly kinds: Int32Array;
  readonly entities: Int32Array;
  length: number;
}

export function emptyRecording(events: number): Recording {
  return {
    times: new Float64Array(events),
    kinds: new Int32Array(events),
    entities: new Int32Array(events),
    length: 0,
  };
}

/** A calendar that writes down what is taken from it. */
export class RecordingCalendar extends EventCalendar {
  constructor(
    pending: number,
    private readonly recording: Recording,
  ) {
    super(pending);
  }

  override advance(): boolean {
    const { recording } = this;
    if (recording.length === recording.times.length || !super.advance()) return false;
    recording.times[recording.length] = this.now;
    recording.kinds[recording.length] = this.kind;
    recording.entities[recording.length] = this.entity;
    recording.length += 1;
    return true;
  }
}

/** A calendar that plays a recorded run whatever is scheduled: what a run would cost without a heap. */
export class ReplayCalendar extends EventCalendar {
  private next = 0;

  constructor(private readonly recording: Recording) {
    super(1);
  }

  override schedule(): void {
    // The recording knows it already.
  }

  override advance(): boolean {
    const { recording, next } = this;
    if (next === recording.length) return false;
    this.now = recording.times[next] ?? NaN;
    this.kind = recording.kinds[next] ?? -1;
    this.entity = recording.entities[next] ?? -1;
    this.next = next + 1;
    return true;
  }
}
