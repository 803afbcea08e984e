/** A truck model as the makers publish it, rounded: engine power at the flywheel, empty mass with a coal body. */
export interface TruckModel {
  readonly brand: string;
  readonly model: string;
  readonly powerKw: number;
  readonly tareT: number;
  /** Rated payloads of the bodies in use. */
  readonly capacitiesT: readonly number[];
  /** How many of this model the mine runs. */
  readonly count: number;
}

const of = (
  brand: string,
  model: string,
  powerKw: number,
  tareT: number,
  capacitiesT: readonly number[],
  count: number,
): TruckModel => ({ brand, model, powerKw, tareT, capacitiesT, count });

/** Sixty trucks of the brands and models in SCHEMA.md. */
export const TRUCK_MODELS: readonly TruckModel[] = [
  of('Volvo', 'FM440', 324, 15.5, [33, 37], 5),
  of('Volvo', 'FH540', 397, 16, [28, 32], 4),
  of('Volvo', 'FMX500', 368, 16, [32, 39], 4),
  of('Scania', 'P410', 302, 14, [24], 3),
  of('Scania', 'G440', 324, 15.5, [35], 4),
  of('Scania', 'R500', 368, 15, [28, 38], 3),
  of('Mercedes-Benz', 'Actros 4144', 324, 15.8, [26, 37], 4),
  of('Mercedes-Benz', 'Arocs 4143', 315, 16, [37], 3),
  of('Mercedes-Benz', 'Axor 3340', 295, 13, [26], 3),
  of('Mitsubishi Fuso', 'FJ2528R', 205, 11, [23], 3),
  of('Mitsubishi Fuso', 'FM517HS', 198, 10.5, [20, 22], 3),
  of('Mitsubishi Fuso', 'FV517RL', 257, 13, [27], 2),
  of('Hino', 'FM260JD', 191, 11, [21], 3),
  of('Hino', 'FM285JM', 210, 11.5, [22, 24], 4),
  of('Hino', 'Profia FM320', 301, 13.5, [30], 3),
  of('UD Trucks', 'Quester CGE420', 309, 14.5, [30, 36], 5),
  of('UD Trucks', 'Quon GWE370', 272, 13.5, [25, 29], 4),
];

/** Fuel burnt relative to the fleet's mean: engine generation and gearbox. */
export const BRAND_FUEL_FACTOR: Readonly<Record<string, number>> = {
  Volvo: 0.96,
  Scania: 0.94,
  'Mercedes-Benz': 0.98,
  'Mitsubishi Fuso': 1.06,
  Hino: 1.05,
  'UD Trucks': 1.01,
};
