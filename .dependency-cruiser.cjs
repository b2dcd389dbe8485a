// The map of the house, enforced: apps -> adapters -> pure; a lib is imported only by its index.
const pure = '^libs/(labels|noise|judge|watch|sequential|connectors|words)/';
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan-test-code',
      severity: 'error',
      from: { pathNot: '(spec|/testing/|/test/|^bench/)' },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'lib-by-its-index',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: '^libs/$1/|^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'lib-by-its-index-from-apps',
      severity: 'error',
      from: { path: '^(apps|bench)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-do-not-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      from: { path: pure, pathNot: '\\.spec\\.ts$' },
      to: { path: '(@nestjs|@tensorflow|kafkajs|/redis/|@redis|lmdb|piscina|prom-client)' },
    },
    {
      name: 'pure-imports-pure',
      severity: 'error',
      from: { path: pure, pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: pure },
    },
    {
      name: 'adapters-do-not-import-each-other',
      severity: 'error',
      from: { path: '^libs/(ledger|stream|alerts|telemetry|config)/' },
      to: { path: '^libs/(ledger|stream|alerts|model|pipeline)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'runner-knows-ports-only',
      severity: 'error',
      from: { path: '^libs/runner/', pathNot: 'spec' },
      to: { path: '(kafkajs|lmdb|redis)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|/gen/)' },
    tsConfig: { fileName: 'tsconfig.check.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['qualm-source', 'import', 'default'], extensions: ['.ts', '.js'] },
  },
};
