import { Counter, Registry, type PrometheusContentType } from 'prom-client';

/**
 * A second registry over the same metrics that writes OpenMetrics, which carries exemplars. That format wants counters
 * named without their `_total`, and the library would take it off the metric itself: then the plain text lacks it too.
 */
export function openMetricsOf(registry: Registry): Registry {
  const open = new Registry();
  open.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as unknown as PrometheusContentType);
  for (const metric of registry.getMetricsAsArray() as unknown as Registered[]) {
    open.registerMetric(metric instanceof Counter ? withoutTotal(metric) : metric);
  }
  return open;
}

type Registered = Parameters<Registry['registerMetric']>[0];

function withoutTotal(counter: Counter): Registered {
  const { name } = counter as unknown as { name: string };
  const bare = name.replace(/_total$/, '');
  const get = async () => ({ ...(await counter.get()), name: bare });
  return { name: bare, type: 'counter', get } as unknown as Registered;
}

/** Whether a request would rather have OpenMetrics than plain text. Prometheus names it first. */
export function wantsOpenMetrics(accept: string | undefined): boolean {
  const weightOf = (type: string) => {
    const range = (accept ?? '').split(',').find((part) => part.trim().toLowerCase().startsWith(type));
    return range === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(range)?.[1] ?? 1);
  };
  const open = weightOf('application/openmetrics-text');
  return open > 0 && open >= weightOf('text/plain');
}
