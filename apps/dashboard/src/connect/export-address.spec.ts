import { expect, it } from 'vitest';
import { exportName, exportPath, type ExportChoice } from './export-address.js';

const choice: ExportChoice = {
  format: 'csv',
  rows: 'labels',
  which: 'all',
  sourceId: '',
  labelStudio: { fromName: 'mood', toName: '', exampleId: 'data.key' },
};

it('asks for what was chosen and for nothing else', () => {
  expect(exportPath('pets', choice)).toBe('/v1/projects/pets/export?format=csv&rows=labels');
  expect(exportPath('pets', { ...choice, which: 'trusted', sourceId: 'a&b' })).toBe(
    '/v1/projects/pets/export?format=csv&rows=labels&sourceId=a%26b&suspect=false',
  );
  expect(exportPath('pets', { ...choice, format: 'label-studio', which: 'suspect' })).toBe(
    '/v1/projects/pets/export?format=label-studio&fromName=mood&exampleId=data.key&suspect=true',
  );
  expect(exportName('pets', choice)).toBe('pets.labels.csv');
});
