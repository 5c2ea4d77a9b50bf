import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Only what the charts of this site use goes to the reader.
echarts.use([BarChart, GridComponent, LineChart, ScatterChart, SVGRenderer, TooltipComponent]);

export { echarts };
