import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultProjectSettings, projectFrom } from '#labels';
import { openLedger, type Ledger } from '#ledger';
import { ProjectStore } from './project-store.js';

const folder = mkdtempSync(join(tmpdir(), 'qualm-projects-'));
const { reviewShare, reviewWaitHours, ...older } = { ...defaultProjectSettings, alarmLevel: 0.01 };
const project = projectFrom({ id: 'pets', classes: ['cat', 'dog'] }, 7);
let ledger: Ledger;

beforeEach(async () => {
  ledger = await openLedger({ kind: 'lmdb', path: folder, flush: false });
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a project that was stored before a setting existed', () => {
  beforeEach(() => ledger.putDocument('project/pets', Buffer.from(JSON.stringify({ ...project, settings: older }))));

  it('has the default of that setting, and keeps those that it was given', async () => {
    const { settings } = await new ProjectStore(ledger).require('pets');
    expect(settings).toEqual({ ...older, reviewShare, reviewWaitHours });
  });

  it('can be changed', async () => {
    const changed = await new ProjectStore(ledger).appendClasses('pets', ['bird']);
    expect(changed).toMatchObject({ classes: ['cat', 'dog', 'bird'], settings: { alarmLevel: 0.01, reviewShare } });
    expect(await new ProjectStore(ledger).get('pets')).toEqual(changed);
  });
});
