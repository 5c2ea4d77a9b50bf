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
  mark: 'fill' | 'outline' | 'line' | 'dot';
}

/** All that a chart shows, made by a pure builder: the drawing, its legend, and the same numbers as a table. */
export interface ChartModel {
  option: ChartOption;
  legend: LegendItem[];
  table: { head: string[]; rows: string[][] };
}

export const isEmpty = (model: ChartModel): boolean => model.table.rows.length === 0;
