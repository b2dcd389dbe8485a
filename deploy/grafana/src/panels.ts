import {
  AxisPlacement,
  BigValueColorMode,
  BigValueGraphMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  ScaleDistribution,
  ScaleDistributionConfigBuilder,
  StackingConfigBuilder,
  StackingMode,
  TableCellDisplayMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type Threshold,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

/** The data source that the dashboard's first variable chooses. */
const datasource = { type: 'prometheus', uid: '${datasource}' };

export interface PanelText {
  title: string;
  /** What it means and what to look for, in a sentence or two. */
  description: string;
}

/** Queries by their legend. */
export type Queries = Record<string, string>;

interface Size {
  /** Of 24 columns. */
  span: number;
  height?: number;
}

/** Lines over time. */
export function graph(
  { title, description }: PanelText,
  queries: Queries,
  options: Size & { unit: string; max?: number; exemplars?: boolean; stacked?: boolean },
): timeseries.PanelBuilder {
  const panel = new timeseries.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .span(options.span)
    .height(options.height ?? 8)
    .unit(options.unit)
    .min(0)
    .lineWidth(1)
    .fillOpacity(options.stacked ? 40 : 8)
    .legend(new VizLegendOptionsBuilder().displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi));
  if (options.max !== undefined) panel.max(options.max);
  if (options.stacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  for (const [n, [legend, expr]] of Object.entries(queries).entries()) {
    panel.withTarget(
      query(expr, n)
        .range()
        .legendFormat(legend)
        .exemplar(options.exemplars ?? false),
    );
  }
  return panel;
}

/** The newest figure, large. `steps`: colours from a value on; the first has no value. */
export function figure(
  { title, description }: PanelText,
  expr: string,
  options: Size & { unit: string; steps?: Threshold[]; decimals?: number },
): stat.PanelBuilder {
  const steps = options.steps ?? [{ value: null, color: 'text' }];
  const panel = new stat.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .span(options.span)
    .height(options.height ?? 4)
    .unit(options.unit)
    .noValue('–')
    .colorMode(options.steps ? BigValueColorMode.Background : BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.Area)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false))
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .withTarget(query(expr, 0).range());
  return options.decimals === undefined ? panel : panel.decimals(options.decimals);
}

/** How a histogram moves: one column per step of time, one row per bucket. */
export function buckets(
  { title, description }: PanelText,
  expr: string,
  options: Size & { unit: string; exemplars?: boolean },
): heatmap.PanelBuilder {
  return new heatmap.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .span(options.span)
    .height(options.height ?? 8)
    .calculate(false)
    .color(new heatmap.HeatmapColorOptionsBuilder().mode(heatmap.HeatmapColorMode.Scheme).scheme('Blues').steps(64))
    .yAxis(new heatmap.YAxisConfigBuilder().unit(options.unit).axisPlacement(AxisPlacement.Left))
    .scaleDistribution(new ScaleDistributionConfigBuilder().type(ScaleDistribution.Linear))
    .withTarget(
      query(expr, 0)
        .range()
        .format(prometheus.PromQueryFormat.Heatmap)
        .legendFormat('{{le}}')
        .exemplar(options.exemplars ?? false),
    );
}

/** A matrix of shares as a heat map: one row for each value of `row`, one column for each of `column`, coloured 0 to 1. */
export function matrix(
  { title, description }: PanelText,
  expr: string,
  options: Size & { row: string; column: string },
): table.PanelBuilder {
  const { row, column } = options;
  return cells({ title, description }, options)
    .min(0)
    .max(1)
    .decimals(2)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.ContinuousBlues))
    .cellOptions({ type: TableCellDisplayMode.ColorBackground })
    .overrideByName(`${row}\\${column}`, [{ id: 'custom.cellOptions', value: { type: 'auto' } }])
    .withTarget(query(expr, 0).instant().format(prometheus.PromQueryFormat.Table))
    .withTransformation({
      id: 'groupingToMatrix',
      options: { columnField: column, rowField: row, valueField: 'Value', emptyValue: 'null' },
    });
}

/** One row for each value of the labels that the queries share, one column for each query. */
export function list(
  { title, description }: PanelText,
  queries: Queries,
  options: Size & { units?: Record<string, string>; hidden?: string[] },
): table.PanelBuilder {
  const panel = cells({ title, description }, options);
  const names = Object.keys(queries);
  for (const [n, expr] of Object.values(queries).entries()) {
    panel.withTarget(query(expr, n).instant().format(prometheus.PromQueryFormat.Table));
  }
  for (const [name, unit] of Object.entries(options.units ?? {}))
    panel.overrideByName(name, [{ id: 'unit', value: unit }]);
  const columns = names.map((name, n): [string, string] => [names.length === 1 ? 'Value' : `Value #${refId(n)}`, name]);
  const hidden = ['Time', '__name__', ...(options.hidden ?? [])].map((name): [string, boolean] => [name, true]);
  return panel.withTransformation({ id: 'merge', options: {} }).withTransformation({
    id: 'organize',
    options: { excludeByName: Object.fromEntries(hidden), renameByName: Object.fromEntries(columns) },
  });
}

function cells({ title, description }: PanelText, { span, height }: Size): table.PanelBuilder {
  return new table.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .span(span)
    .height(height ?? 8)
    .noValue('–');
}

function query(expr: string, n: number): prometheus.DataqueryBuilder {
  return new prometheus.DataqueryBuilder().expr(expr).refId(refId(n)).datasource(datasource);
}

function refId(n: number): string {
  return String.fromCodePoint('A'.codePointAt(0)! + n);
}
