import { defineConfig } from 'vitest/config';

// The `qualm-source` condition of package.json#imports makes `#noise` mean libs/noise/src, not the build.
const source = {
  resolve: { conditions: ['qualm-source', 'node'] },
  ssr: { resolve: { conditions: ['qualm-source', 'node'] } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: ['{apps,libs,bench,deploy}/**/*.spec.ts'],
          exclude: ['**/node_modules/**', 'dist/**'],
          // A busy machine is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...source,
        test: {
          name: 'integration',
          include: ['{apps,libs,bench,deploy}/**/*.{int-spec,e2e-spec}.ts'],
          exclude: ['**/node_modules/**', 'dist/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          globalSetup: ['libs/testing/src/servers.global.ts'],
        },
      },
    ],
  },
});
