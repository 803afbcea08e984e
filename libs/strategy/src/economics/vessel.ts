import type { PlanningSchedule } from '../fleet/planning-fleet.js';
import type { Finance } from '../question/strategy-question.js';
import { mean } from './mean.js';

export const VESSEL_STATUSES = ['ON_SCHEDULE', 'TIGHT_SCHEDULE', 'DELAY_RISK', 'LATE'] as const;
export type VesselStatus = (typeof VESSEL_STATUSES)[number];

/** Less slack than this before the deadline is called tight, h: one working day. */
const TIGHT_SLACK_H = 24;
/** Demurrage is counted for a year at the most: a fleet that hauls nothing would otherwise owe without end. */
export const LONGEST_DELAY_H = 365 * 24;
const MS_PER_H = 3_600_000;
const H_PER_DAY = 24;

/** Statuses of a schedule whose vessel takes no more coal. */
const LOADING_OVER = new Set(['SAILING', 'DISCHARGING', 'COMPLETED', 'CANCELLED']);

export function loadingIsOver({ status }: Pick<PlanningSchedule, 'status'>): boolean {
  return LOADING_OVER.has(status);
}

/** What a vessel still wants, as it stands at the shift's start. */
export interface VesselDemand {
  readonly scheduleId: string;
  readonly vesselName: string;
  /** Planned less loaded so far, t; 0 where loading is over. */
  readonly remainingT: number;
  readonly deadlineMs: number;
  /** From the shift's start to the deadline, h; negative where it has passed. */
  readonly hoursLeft: number;
  /** Shifts of a working day: all of them load the vessel. */
  readonly shiftsPerDay: number;
  /** The deadline has passed and coal is still missing. */
  readonly late: boolean;
}

export function vesselDemand(
  schedule: PlanningSchedule,
  vesselName: string,
  startMs: number,
  shiftsPerDay: number,
): VesselDemand {
  const remainingT = loadingIsOver(schedule)
    ? 0
    : Math.max(0, schedule.plannedQuantityT - schedule.actualQuantityT);
  const hoursLeft = (schedule.etsLoadingMs - startMs) / MS_PER_H;
  return {
    scheduleId: schedule.id,
    vesselName,
    remainingT,
    deadlineMs: schedule.etsLoadingMs,
    hoursLeft,
    shiftsPerDay,
    late: hoursLeft < 0 && remainingT > 0,
  };
}

/** Hours until the remaining tonnage is delivered, where every shift of the day hauls `shiftT`. */
export function hoursNeeded({ remainingT, shiftsPerDay }: VesselDemand, shiftT: number): number {
  if (remainingT === 0) return 0;
  return shiftT > 0 ? (remainingT / (shiftT * shiftsPerDay)) * H_PER_DAY : Infinity;
}

/** Hours by which loading is expected to end after the deadline, at most a year; 0 where nothing is missing. */
export function demurrageH(demand: VesselDemand, shiftT: number): number {
  if (demand.remainingT === 0) return 0;
  return Math.min(LONGEST_DELAY_H, Math.max(0, hoursNeeded(demand, shiftT) - demand.hoursLeft));
}

/** How demurrage changes with a tonne more a shift, h/t: the derivative of `demurrageH`, 0 where it is constant. */
export function demurrageSlopeHPerT(demand: VesselDemand, shiftT: number): number {
  const hours = demurrageH(demand, shiftT);
  return hours > 0 && hours < LONGEST_DELAY_H ? -hoursNeeded(demand, shiftT) / shiftT : 0;
}

/** Once, where the deadline has already passed at the shift's start and coal is missing, IDR. */
export function latePenaltyIdr({ late }: VesselDemand, finance: Finance): number {
  return late ? finance.vesselLatePenaltyIdr : 0;
}

export interface VesselAnalysis {
  readonly scheduleId: string;
  readonly vesselName: string;
  readonly status: VesselStatus;
  readonly remainingT: number;
  /** Until the remaining tonnage is delivered; null where nothing is hauled. */
  readonly daysToComplete: number | null;
  readonly deadlineMs: number;
  /** From the expected end of delivery to the deadline, h; negative where it comes too late. */
  readonly slackH: number | null;
  readonly demurrageH: number;
  readonly demurrageIdr: number;
  readonly latePenaltyIdr: number;
  /** Share of replications at whose rate the deadline is met. */
  readonly deadlineProbability: number;
}

/**
 * When the vessel's remaining tonnage is delivered, working every shift of the day at the mean of the simulated ones,
 * and what it costs where that is after the deadline.
 *
 * @param productionT one number a replication: t hauled in the shift
 */
export function analyseVessel(
  demand: VesselDemand,
  productionT: Float64Array,
  finance: Finance,
): VesselAnalysis {
  const meanT = mean(productionT);
  const needed = hoursNeeded(demand, meanT);
  const slackH = demand.hoursLeft - needed;
  const delayH = demurrageH(demand, meanT);
  return {
    scheduleId: demand.scheduleId,
    vesselName: demand.vesselName,
    status: statusOf(demand.late, demand.remainingT === 0 ? Infinity : slackH),
    remainingT: demand.remainingT,
    daysToComplete: Number.isFinite(needed) ? needed / H_PER_DAY : null,
    deadlineMs: demand.deadlineMs,
    slackH: Number.isFinite(slackH) ? slackH : null,
    demurrageH: delayH,
    demurrageIdr: delayH * finance.demurrageIdrPerH,
    latePenaltyIdr: latePenaltyIdr(demand, finance),
    deadlineProbability:
      demand.remainingT === 0
        ? 1
        : productionT.filter((t) => hoursNeeded(demand, t) <= demand.hoursLeft).length / productionT.length,
  };
}

function statusOf(late: boolean, slackH: number): VesselStatus {
  if (late) return 'LATE';
  if (slackH < 0) return 'DELAY_RISK';
  return slackH < TIGHT_SLACK_H ? 'TIGHT_SCHEDULE' : 'ON_SCHEDULE';
}
