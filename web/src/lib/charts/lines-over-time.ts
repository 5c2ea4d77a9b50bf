import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { categoryAxis, coordinate, dayTick, plotBase, still, valueAxis } from './chart-style.ts';

export interface Line<Point> {
  name: string;
  colour: string;
  of(point: Point): string | null;
  dashed?: boolean;
  /** In the table, where it says more than the value. */
  write?(value: string | null, point: Point): string;
}

interface Options<Point> {
  points: Point[];
  /** ISO instant or day of a point. */
  timeOf(point: Point): string;
  lines: Line<Point>[];
  axis(value: number): string;
  write(value: string | null): string;
  /** Does the axis begin at zero? */
  fromZero: boolean;
}

/** `2025-06-30 14:00` of an instant in UTC, `2025-06-30` of a day. */
const timeText = (time: string): string => time.slice(0, 16).replace('T', ' ');

/** Lines over hours or days, with a gap where a value is not known; the same values as a table. */
export function linesOverTime<Point>(options: Options<Point>, { m }: I18n): ChartModel {
  const { points, timeOf, lines, axis, write, fromZero } = options;
  const times = points.map((point) => timeText(timeOf(point)));
  const firstOfDay = new Set(times.filter((time, i) => i === 0 || time.slice(0, 10) !== times[i - 1]?.slice(0, 10)));
  const daily = times.every((time) => time.length === 10);
  return {
    option: {
      ...plotBase(axis, 'line'),
      xAxis: {
        ...categoryAxis(times, dayTick, (time) => firstOfDay.has(time)),
        boundaryGap: false,
      },
      yAxis: { ...valueAxis(axis), ...(fromZero ? { min: 0 } : {}) },
      series: lines.map(({ name, colour, of, dashed }) => ({
        ...still,
        type: 'line' as const,
        name,
        showSymbol: daily,
        symbol: 'circle',
        symbolSize: 5,
        connectNulls: false,
        lineStyle: { color: colour, width: 1.75, type: dashed ? ('dashed' as const) : ('solid' as const) },
        itemStyle: { color: colour },
        data: points.map((point) => coordinate(of(point))),
      })),
    },
    // One line is named by the title.
    legend:
      lines.length === 1
        ? []
        : lines.map(({ name, colour, dashed }) => ({
            name,
            colour,
            mark: dashed ? ('dashed' as const) : ('line' as const),
          })),
    table: {
      head: [daily ? m.chart.day : m.chart.hour, ...lines.map(({ name }) => name)],
      rows: points.map((point, i) => [
        times[i] as string,
        ...lines.map((line) => (line.write ?? write)(line.of(point), point)),
      ]),
    },
  };
}
