import type { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import type { CompiledMine } from './compiled-mine.js';
import type { MachineLives } from './machine-lives.js';
import type { RunStreams } from './run-streams.js';
import type { RunningWeather } from './running-weather.js';
import type { ShiftDay } from './shift-day.js';
import type { ShiftHours } from './shift-hours.js';
import type { TruckLedger } from './truck-ledger.js';

/** What the parts of a run share. */
export interface RunContext {
  readonly mine: CompiledMine;
  readonly calendar: EventCalendar;
  readonly streams: RunStreams;
  readonly weather: RunningWeather;
  readonly day: ShiftDay;
  readonly trucks: TruckLedger;
  readonly truckLives: MachineLives;
  readonly hours: ShiftHours;
}
