import fc from 'fast-check';
import { reversedRoad, type RoadProfile, type RoadSegment } from './road-profile.js';
import { roadTravelS } from './road-travel.js';
import { segmentSpeedKmh } from './segment-speed.js';
import { trapezoidTravel } from './trapezoid-travel.js';
import type { TruckPhysics } from './truck-physics.js';

const TRUCK: TruckPhysics = {
  emptyMassT: 70,
  powerKw: 700,
  efficiency: 0.85,
  retarderKw: 1200,
  topSpeedKmh: 60,
  accelerationMps2: 0.3,
  decelerationMps2: 0.5,
};
const PAYLOAD_T = 93.293;
const flat = (lengthM: number, speedLimitKmh = 40): RoadSegment => ({
  lengthM,
  gradeFraction: 0,
  rollingFraction: 0.02,
  speedLimitKmh,
});
const slope = (lengthM: number, gradeFraction: number): RoadSegment => ({ ...flat(lengthM), gradeFraction });

const segments = fc.record({
  lengthM: fc.double({ min: 1, max: 3000, noNaN: true }),
  gradeFraction: fc.double({ min: -0.12, max: 0.12, noNaN: true }),
  rollingFraction: fc.double({ min: 0, max: 0.08, noNaN: true }),
  speedLimitKmh: fc.double({ min: 5, max: 70, noNaN: true }),
});
const roads = fc.array(segments, { minLength: 1, maxLength: 8 });
const SLACK = 1 + 1e-9;

describe('segmentSpeedKmh', () => {
  it('is the power’s uphill, the retarder’s downhill, else the road’s or the truck’s', () => {
    expect(segmentSpeedKmh(TRUCK, PAYLOAD_T, slope(500, 0.08))).toBeCloseTo(13.38, 2); // TRUTHS P2
    // 3.6 × 1200 / (163.293 × 9.80665 × 0.08)
    expect(segmentSpeedKmh(TRUCK, PAYLOAD_T, slope(500, -0.1))).toBeCloseTo(33.721, 3);
    expect(segmentSpeedKmh(TRUCK, 0, flat(500))).toBe(40);
    expect(segmentSpeedKmh(TRUCK, 0, flat(500, 90))).toBe(60);
  });
});

describe('roadTravelS', () => {
  it('of one segment is the trapezoid’s (TRUTHS P3: 119.630 s, 32.660 s)', () => {
    expect(roadTravelS(TRUCK, 0, [flat(1000)]).toFixed(3)).toBe('119.630');
    expect(roadTravelS(TRUCK, 0, [flat(100)]).toFixed(3)).toBe('32.660');
  });

  it('does not change where a segment is cut in pieces', () => {
    const pieces = fc.array(fc.double({ min: 0.5, max: 900, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pieces, (lengths) => {
        const whole = roadTravelS(TRUCK, 0, [flat(lengths.reduce((a, b) => a + b))]);
        const cut = roadTravelS(
          TRUCK,
          0,
          lengths.map((length) => flat(length)),
        );
        expect(Math.abs(cut / whole - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('climbs at the power’s speed: 1 km of flat road, 1 km at 8%, computed by hand', () => {
    // 11.111 m/s on the flat, braked to 3.7155 m/s at the foot of the slope, kept to its end.
    const climb = 13.37594 / 3.6;
    const a = trapezoidTravel({
      distanceM: 1000,
      speedMps: 40 / 3.6,
      accelerationMps2: 0.3,
      decelerationMps2: 0.5,
      exitMps: climb,
    });
    const rest = 1000 / climb + climb / 2 / 0.5;
    expect(roadTravelS(TRUCK, PAYLOAD_T, [flat(1000), slope(1000, 0.08)])).toBeCloseTo(a.timeS + rest, 2);
  });

  it('looks ahead over segments too short to brake in', () => {
    const road = [flat(2000, 60), flat(1, 60), flat(1, 60), flat(200, 10)];
    const merged = [flat(2002, 60), flat(200, 10)];
    expect(roadTravelS(TRUCK, 0, road)).toBeCloseTo(roadTravelS(TRUCK, 0, merged), 9);
  });

  it('is never below length over speed, nor shorter with more load uphill', () => {
    fc.assert(
      fc.property(roads, (road) => {
        const atSpeed = road.reduce(
          (sum, segment) => sum + segment.lengthM / (segmentSpeedKmh(TRUCK, 50, segment) / 3.6),
          0,
        );
        expect(roadTravelS(TRUCK, 50, road) * SLACK).toBeGreaterThanOrEqual(atSpeed);
        expect(roadTravelS(TRUCK, 90, road) * SLACK).toBeGreaterThanOrEqual(roadTravelS(TRUCK, 50, road));
      }),
    );
  });

  it('takes no longer with a higher limit or a stronger engine', () => {
    fc.assert(
      fc.property(roads, (road) => {
        const time = roadTravelS(TRUCK, 50, road) * SLACK;
        const faster = road.map((segment) => ({ ...segment, speedLimitKmh: segment.speedLimitKmh * 1.2 }));
        expect(roadTravelS(TRUCK, 50, faster)).toBeLessThanOrEqual(time);
        expect(roadTravelS({ ...TRUCK, powerKw: 900 }, 50, road)).toBeLessThanOrEqual(time);
      }),
    );
  });

  it('is never faster where a climb is steeper, nor quicker where a road is longer', () => {
    const climbs = fc.array(
      segments.map((segment) => ({ ...segment, gradeFraction: Math.abs(segment.gradeFraction) })),
      { minLength: 1, maxLength: 8 },
    );
    const more = fc.double({ min: 1, max: 2, noNaN: true });
    fc.assert(
      fc.property(climbs, fc.nat(7), more, (road, which, factor) => {
        const changed = which % road.length;
        const at = (change: (segment: RoadSegment) => RoadSegment): RoadProfile =>
          road.map((segment, i) => (i === changed ? change(segment) : segment));
        const steeper = at((segment) => ({ ...segment, gradeFraction: segment.gradeFraction * factor }));
        const longer = at((segment) => ({ ...segment, lengthM: segment.lengthM * factor }));
        const time = roadTravelS(TRUCK, 50, road);
        expect(roadTravelS(TRUCK, 50, steeper) * SLACK).toBeGreaterThanOrEqual(time);
        expect(roadTravelS(TRUCK, 50, longer) * SLACK).toBeGreaterThanOrEqual(time);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a road without segments and a segment without length', () => {
    expect(() => roadTravelS(TRUCK, 0, [])).toThrow('road must have at least 1 segment, got 0');
    expect(() => roadTravelS(TRUCK, 0, [flat(0)])).toThrow('lengthM must be above 0 and finite, got 0');
    expect(() => roadTravelS(TRUCK, -1, [flat(5)])).toThrow('payloadT must be at least 0 and finite, got -1');
    expect(() => roadTravelS(TRUCK, 0, [flat(5, 0)])).toThrow('speedLimitKmh must be above 0');
  });
});

describe('reversedRoad', () => {
  it('turns order and grades round, and twice is the road itself', () => {
    const road: RoadProfile = [slope(10, 0.05), flat(20)];
    expect(reversedRoad(road)).toEqual([flat(20), slope(10, -0.05)]);
    expect(reversedRoad(reversedRoad(road))).toEqual(road);
  });
});
