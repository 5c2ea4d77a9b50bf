import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | ScatterSeriesOption | GridComponentOption | TooltipComponentOption
>;

export interface LegendItem {
  name: string;
  /** CSS colour, a token. */
  colour: string;
  mark: 'fill' | 'outline' | 'line' | 'dashed' | 'dot';
}

/** All that a chart shows, made by a pure builder: the drawing, its legend, and the same numbers as a table. */
export interface ChartModel {
  option: ChartOption;
  legend: LegendItem[];
  table: { head: string[]; rows: string[][] };
}

/** Is there nothing to draw: no row, or no value in any of them? */
export function isEmpty({ option, table }: ChartModel): boolean {
  const series = [option.series ?? []].flat();
  const values = series.flatMap(({ data }) => Array.from((data ?? []) as ArrayLike<unknown>));
  const isDrawn = (value: unknown) => (Array.isArray(value) ? !value.includes(null) : value !== null);
  return table.rows.length === 0 || !values.some(isDrawn);
}
