import { z } from 'zod';
import { words } from '../facts/lenient.js';
import { defineTool } from './tool.js';

const MS_PER_H = 3_600_000;
const ENDED = new Set(['COMPLETED', 'CANCELLED', 'SAILING', 'DISCHARGING']);

/** Which vessels come next, what is still to load, and whether the options load it in time. */
export const vesselSchedule = defineTool({
  name: 'vessel_schedule',
  description:
    'Lists the next sailing schedules: vessel, arrival (ETA), loading deadline (ETS), tonnage still to load, status, and for each option whether it would load the vessel in time.',
  input: z.strictObject({
    vessel: z.string().max(80).optional().describe('Only vessels whose name contains this'),
    limit: z.int().min(1).max(10).optional().describe('How many; 5 unless given'),
  }),
  run: async ({ vessel, limit = 5 }, { facts: { options, circumstances }, wording: w, nowMs, snapshot }) => {
    const { schedules, vesselById } = await snapshot();
    const wanted = vessel?.trim().toLowerCase();
    const nameOf = (vesselId: string): string => words(vesselById.get(vesselId)?.name ?? vesselId, 60) ?? '-';
    const next = schedules
      .filter(({ status }) => !ENDED.has(status))
      .filter(({ vesselId }) => wanted === undefined || nameOf(vesselId).toLowerCase().includes(wanted))
      .filter(({ etsLoadingMs }) => wanted !== undefined || etsLoadingMs >= nowMs)
      .sort((a, b) => a.etsLoadingMs - b.etsLoadingMs)
      .slice(0, limit);
    const shiftsPerDay = circumstances.shiftsPerDay ?? 3;
    const lines = next.map((schedule) => {
      const remainingT = Math.max(0, schedule.plannedQuantityT - schedule.actualQuantityT);
      const hoursLeft = (schedule.etsLoadingMs - nowMs) / MS_PER_H;
      const risks = options.flatMap(({ rank, productionT }) => {
        if (productionT === null || productionT.mean <= 0) return [];
        const neededH = (remainingT / (productionT.mean * shiftsPerDay)) * 24;
        const slackH = hoursLeft - neededH;
        const verdict =
          slackH < 0
            ? `${w.pick('terlambat', 'late by')} ${w.hours(-slackH)}`
            : `${w.pick('waktu longgar', 'slack')} ${w.hours(slackH)}`;
        return `${w.pick('opsi', 'option')} ${rank} ${w.pick('butuh', 'needs')} ${w.days(neededH / 24)}, ${verdict}`;
      });
      return [
        nameOf(schedule.vesselId),
        `status ${words(schedule.status, 40) ?? '-'}`,
        `ETA ${w.instant(schedule.etaLoadingMs)}`,
        `ETS ${w.instant(schedule.etsLoadingMs)}`,
        `${w.pick('rencana', 'planned')} ${w.number(schedule.plannedQuantityT, 1)} ${w.pick('ton', 't')}`,
        `${w.pick('sisa', 'still to load')} ${w.number(remainingT, 1)} ${w.pick('ton', 't')}`,
        ...risks,
      ].join('; ');
    });
    return {
      text: lines.length > 0 ? lines.join('\n') : w.pick('tidak ada jadwal', 'no schedule'),
      facts: [],
      names: next.map(({ vesselId }) => nameOf(vesselId)),
    };
  },
});
