import type { ChartOption } from './chart-model.ts';

// Colours are CSS variables: the drawing is SVG, so it follows light and dark without being drawn again.
const TEXT = 'var(--ink-3)';
const RULE = 'var(--rule)';
const FONT_SIZE = 12;

const label = { color: TEXT, fontSize: FONT_SIZE, hideOverlap: true } as const;

/** Axis of days, hours or sizes; `labelled` picks the values that get a label, all by default. */
export function categoryAxis(
  data: string[],
  format: (value: string) => string = (value) => value,
  labelled?: (value: string) => boolean,
) {
  return {
    type: 'category' as const,
    data,
    axisLine: { lineStyle: { color: 'var(--rule-strong)' } },
    axisTick: { show: false },
    axisLabel: {
      ...label,
      formatter: format,
      ...(labelled ? { interval: (_index: number, value: string) => labelled(value) } : {}),
    },
  };
}

/** Axis of amounts, with hairlines across the plot. */
export function valueAxis(format: (value: number) => string) {
  return {
    type: 'value' as const,
    splitNumber: 4,
    axisLabel: { ...label, formatter: format },
    splitLine: { lineStyle: { color: RULE } },
  };
}

/** What all charts share: no animation on load, room for the labels, a tooltip in the page's own colours. */
export function plotBase(format: (value: number) => string, pointer: 'shadow' | 'line'): ChartOption {
  return {
    animation: false,
    grid: { left: 2, right: 6, top: 10, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: 'var(--raised)',
      borderColor: RULE,
      borderWidth: 1,
      padding: [8, 12],
      extraCssText:
        'font-family: var(--font); font-variant-numeric: tabular-nums; box-shadow: 0 4px 16px rgb(0 0 0 / 0.14); max-width: 280px; white-space: normal;',
      textStyle: { color: 'var(--ink)', fontSize: 13 },
      valueFormatter: (value) => (typeof value === 'number' ? format(value) : '–'),
      axisPointer: {
        type: pointer,
        z: 0,
        shadowStyle: { color: RULE, opacity: 0.45 },
        lineStyle: { color: 'var(--rule-strong)', type: 'solid', width: 1 },
        label: { show: false },
      },
    },
  };
}

export const SERIES = [1, 2, 3, 4, 5, 6].map((index) => `var(--series-${index})`);
export const REST = 'var(--series-rest)';
export const BUY = 'var(--buy)';
export const SELL = 'var(--sell)';

/** A hairline of the page's ground between the parts of a stack. */
export const parted = { borderColor: 'var(--paper)', borderWidth: 0.5 } as const;

/** Hover states are left out: they need parsed colours, and a style sheet in the drawing that the CSP forbids. */
export const still = { emphasis: { disabled: true }, blur: { itemStyle: { opacity: 1 } } } as const;

/** `06-30` of a UTC day. */
export const dayTick = (day: string): string => day.slice(5, 10);

/** A decimal string as a coordinate of a drawing; null stays a gap. */
export const coordinate = (value: string | null): number | null => (value === null ? null : Number(value));
