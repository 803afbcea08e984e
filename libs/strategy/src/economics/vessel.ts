import type { PlanningSchedule } from '../fleet/planning-fleet.js';
import type { Finance } from '../question/strategy-question.js';

export const VESSEL_STATUSES = ['ON_SCHEDULE', 'TIGHT_SCHEDULE', 'DELAY_RISK', 'LATE'] as const;
export type VesselStatus = (typeof VESSEL_STATUSES)[number];

/** Less slack than this before the deadline is called tight, h: one working day. */
const TIGHT_SLACK_H = 24;
/** Demurrage is counted for a year at the most: a fleet that hauls nothing would otherwise owe without end. */
const LONGEST_DELAY_H = 365 * 24;
const MS_PER_H = 3_600_000;

export interface VesselAnalysis {
  readonly scheduleId: string;
  readonly vesselName: string;
  readonly status: VesselStatus;
  /** Planned less loaded so far, t. */
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
 * When the vessel's remaining tonnage is delivered, working every shift of the day at the simulated rate, and what it
 * costs where that is after the ETS: `demurrageIdrPerH` for each hour, and the penalty once where the ETS has already
 * passed at the shift's start.
 *
 * @param productionT one number a replication: t hauled in the shift
 */
export function analyseVessel(
  schedule: PlanningSchedule,
  vesselName: string,
  startMs: number,
  productionT: Float64Array,
  shiftsPerDay: number,
  finance: Finance,
): VesselAnalysis {
  const remainingT = Math.max(0, schedule.plannedQuantityT - schedule.actualQuantityT);
  const hoursLeft = (schedule.etsLoadingMs - startMs) / MS_PER_H;
  const hoursNeeded = (shiftT: number): number =>
    remainingT === 0 ? 0 : shiftT > 0 ? (remainingT / (shiftT * shiftsPerDay)) * 24 : Infinity;
  const meanT = productionT.reduce((sum, t) => sum + t, 0) / productionT.length;
  const needed = hoursNeeded(meanT);
  const slackH = hoursLeft - needed;
  const demurrageH = remainingT === 0 ? 0 : Math.min(LONGEST_DELAY_H, Math.max(0, -slackH));
  const late = hoursLeft < 0 && remainingT > 0;
  return {
    scheduleId: schedule.id,
    vesselName,
    status: statusOf(late, remainingT === 0 ? Infinity : slackH),
    remainingT,
    daysToComplete: Number.isFinite(needed) ? needed / 24 : null,
    deadlineMs: schedule.etsLoadingMs,
    slackH: Number.isFinite(slackH) ? slackH : null,
    demurrageH,
    demurrageIdr: demurrageH * finance.demurrageIdrPerH,
    latePenaltyIdr: late ? finance.vesselLatePenaltyIdr : 0,
    deadlineProbability:
      remainingT === 0
        ? 1
        : productionT.filter((t) => hoursNeeded(t) <= hoursLeft).length / productionT.length,
  };
}

function statusOf(late: boolean, slackH: number): VesselStatus {
  if (late) return 'LATE';
  if (slackH < 0) return 'DELAY_RISK';
  return slackH < TIGHT_SLACK_H ? 'TIGHT_SCHEDULE' : 'ON_SCHEDULE';
}
