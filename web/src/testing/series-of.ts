import type { ChartModel } from '../lib/charts/chart-model.ts';

interface DrawnSeries {
  type: string;
  name: string;
  stack?: string;
  data: unknown[];
}

/** The series of a chart, which its builder always makes as a list. */
export const seriesOf = (model: ChartModel): DrawnSeries[] => model.option.series as DrawnSeries[];
