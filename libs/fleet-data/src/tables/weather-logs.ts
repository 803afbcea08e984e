import { code, flag, instant, number, optional, required, text, weather } from './cells.js';
import { defineTable, from, type RowOf } from './table-definition.js';

export const weatherLogs = defineTable({
  name: 'weather-logs',
  file: 'weather_logs.csv',
  optional: true,
  columns: [
    ...['id', 'timestamp', 'miningSiteId', 'condition', 'temperature', 'humidity', 'windSpeed'],
    ...['windDirection', 'rainfall', 'visibility', 'isOperational', 'riskLevel'],
  ],
  // No column is required: a file that nobody must have should not stop the others from loading.
  requiredColumns: [],
  fields: {
    id: from('id', optional(text)),
    recordedAtMs: from('timestamp', required(instant)),
    miningSiteId: from('miningSiteId', optional(text)),
    /** Canonical where known, else as given. */
    condition: from('condition', required(weather)),
    temperatureC: from('temperature', optional(number({ atLeast: -90, atMost: 70 }))),
    humidityPct: from('humidity', optional(number({ atLeast: 0, atMost: 100 }))),
    /** The export gives no unit. */
    windSpeed: from('windSpeed', optional(number({ atLeast: 0 }))),
    windDirection: from('windDirection', optional(text)),
    rainfallMm: from('rainfall', optional(number({ atLeast: 0 }))),
    /** As exported: a word or a number, no unit given. */
    visibility: from('visibility', optional(text)),
    isOperational: from('isOperational', optional(flag)),
    riskLevel: from('riskLevel', optional(code)),
  },
});

export type WeatherLog = RowOf<typeof weatherLogs>;
