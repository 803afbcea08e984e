import {
  exponentialDelay,
  exponentialPool,
  fixedDelay,
  fixedPool,
  type ClosedNetwork,
  type Station,
} from '../network/closed-network.js';
import type { SteadyFigures } from '../network/steady-figures.js';
import { allFixed } from '../theory/all-fixed.js';
import { productForm } from '../theory/product-form.js';
import { takacs } from '../theory/takacs.js';

/** A published number: which figure, in which unit, and the digits that were printed. */
export interface PublishedFigure {
  readonly figure: keyof SteadyFigures;
  /** As its publisher calls it. */
  readonly symbol: string;
  /** What the figure in the network's unit is multiplied by: 60 turns trucks a minute into trucks an hour. */
  readonly factor: number;
  readonly unit: string;
  readonly digits: string;
}

/** One network of TRUTHS, simulated once for all that is published of it. */
export interface QueueCase {
  readonly id: string;
  readonly what: string;
  readonly network: ClosedNetwork;
  /** Gives the expected figures to full precision; what was published must be their rounding. */
  readonly theory: (network: ClosedNetwork) => SteadyFigures;
  readonly published: readonly PublishedFigure[];
}

const published = (
  figure: PublishedFigure['figure'],
  symbol: string,
  factor: number,
  unit: string,
): ((digits: string) => PublishedFigure) => {
  return (digits) => ({ figure, symbol, factor, unit, digits });
};
const perHour = published('throughput', 'X', 60, '/h');
const perMin = published('throughput', 'X', 1, '/min');
const perS = published('throughput', 'X', 1, '/s');
const responseMin = published('response', 'W', 1, ' min');
const responseS = published('response', 'R', 1, ' s');
const noneAway = published('noneAway', 'p0', 1, '');
const away = published('away', 'L', 1, '');

const network = (customers: number, ...stations: [Station, ...Station[]]): ClosedNetwork => ({
  customers,
  stations,
});
const t1 = (n: number): ClosedNetwork => network(n, exponentialDelay(17), exponentialPool(1, 3));
const t2 = (n: number): ClosedNetwork => network(n, exponentialDelay(17), fixedPool(1, 3));
const t3 = (n: number): ClosedNetwork => network(n, fixedDelay(17), exponentialPool(1, 3));
const t4 = (n: number): ClosedNetwork => network(n, fixedDelay(17), fixedPool(1, 3));
const t5 = (n: number): ClosedNetwork => network(n, exponentialDelay(20), exponentialPool(2, 4));
const shovelsAndDumps = (n: number, shovels: number, dumps: number): ClosedNetwork =>
  network(
    n,
    exponentialDelay(8),
    exponentialPool(shovels, 3),
    exponentialDelay(12),
    exponentialPool(dumps, 1),
  );
const t8 = network(5, exponentialDelay(30), exponentialPool(2, 3));
/** A cycle visits each station once; the mean-value analysis of the book needs the demands only. */
const t9 = (n: number): ClosedNetwork =>
  network(
    n,
    exponentialDelay(15),
    exponentialPool(1, 0.605),
    exponentialPool(1, 2.1),
    exponentialPool(1, 1.35),
  );

/** TRUTHS T1–T9. A new case is a line. */
export const QUEUE_CASES: readonly QueueCase[] = [
  { id: 'T1', what: 'M/M/1//3', network: t1(3), theory: productForm, published: [perHour('8.5664')] },
  { id: 'T1', what: 'M/M/1//5', network: t1(5), theory: productForm, published: [perHour('13.2702')] },
  { id: 'T1', what: 'M/M/1//7', network: t1(7), theory: productForm, published: [perHour('16.7333')] },
  { id: 'T1', what: 'M/M/1//9', network: t1(9), theory: productForm, published: [perHour('18.7742')] },
  { id: 'T1', what: 'M/M/1//12', network: t1(12), theory: productForm, published: [perHour('19.8407')] },
  { id: 'T2', what: 'M/D/1//3', network: t2(3), theory: takacs, published: [perHour('8.7451')] },
  { id: 'T2', what: 'M/D/1//5', network: t2(5), theory: takacs, published: [perHour('13.8439')] },
  { id: 'T2', what: 'M/D/1//7', network: t2(7), theory: takacs, published: [perHour('17.6409')] },
  { id: 'T2', what: 'M/D/1//9', network: t2(9), theory: takacs, published: [perHour('19.5152')] },
  {
    id: 'T3',
    what: 'fixed travel, M/1//7',
    network: t3(7),
    theory: productForm,
    published: [perHour('16.7333')],
  },
  { id: 'T4', what: 'D/D/1//5', network: t4(5), theory: allFixed, published: [perHour('15')] },
  { id: 'T4', what: 'D/D/1//7', network: t4(7), theory: allFixed, published: [perHour('20')] },
  { id: 'T5', what: 'M/M/2//6', network: t5(6), theory: productForm, published: [perHour('14.6539')] },
  { id: 'T5', what: 'M/M/2//10', network: t5(10), theory: productForm, published: [perHour('22.7888')] },
  { id: 'T5', what: 'M/M/2//14', network: t5(14), theory: productForm, published: [perHour('27.8947')] },
  {
    id: 'T6',
    what: '3 shovels, 2 dumps, N = 30',
    network: shovelsAndDumps(30, 3, 2),
    theory: productForm,
    published: [perHour('58.5438'), perMin('0.975730')],
  },
  {
    id: 'T7',
    what: '15 shovels, 10 dumps, N = 150',
    network: shovelsAndDumps(150, 15, 10),
    theory: productForm,
    published: [perHour('299.9286'), perMin('4.998810')],
  },
  {
    id: 'T8',
    what: 'patrol cars, M/M/2//5',
    network: t8,
    theory: productForm,
    published: [noneAway('0.6186'), away('0.4648'), perMin('0.1512'), responseMin('3.0746')],
  },
  {
    id: 'T9',
    what: 'MVA, N = 1',
    network: t9(1),
    theory: productForm,
    published: [perS('0.0525'), responseS('4.055')],
  },
  {
    id: 'T9',
    what: 'MVA, N = 2',
    network: t9(2),
    theory: productForm,
    published: [perS('0.1031'), responseS('4.401')],
  },
  {
    id: 'T9',
    what: 'MVA, N = 3',
    network: t9(3),
    theory: productForm,
    published: [perS('0.1515'), responseS('4.800')],
  },
];
