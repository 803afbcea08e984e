import { compareOptions } from './compare-options.js';
import { fleetStatus } from './fleet-status.js';
import { history } from './history.js';
import type { Tool } from './tool.js';
import { vesselSchedule } from './vessel-schedule.js';
import { whatIf } from './what-if.js';

/** Every tool that the model may call. */
export const ALL_TOOLS: readonly Tool[] = [compareOptions, whatIf, fleetStatus, vesselSchedule, history];
