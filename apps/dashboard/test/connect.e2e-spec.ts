import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '#stream';
import { until, WebhookReceiver } from '#testing';
import { inBrowser, says } from './testing/browser.js';
import { pageUnderTest, type PageUnderTest } from './testing/page-under-test.js';

const run = promisify(execFile);
const themes = ['light', 'dark'] as const;
const unreadable = '{"project":"birds","exampleId":"x"';

/** A data folder whose log holds a record that nobody can read. */
async function folderWithDeadLetter(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-connect-'));
  const log = await openLog({ kind: 'local', path: join(folder, 'log') });
  await log.append([{ topic: 'events', key: 'birds/x', value: Buffer.from(unreadable) }]);
  await log.close();
  return folder;
}

inBrowser('connect', (browser) => {
  let service: PageUnderTest;
  let folder: string;
  const receiver = new WebhookReceiver();

  beforeAll(async () => {
    folder = await folderWithDeadLetter();
    await receiver.open();
    service = await pageUnderTest({
      QUALM_DATA_DIR: folder,
      QUALM_WEBHOOK_ALLOW: '127.0.0.1',
      QUALM_WEBHOOK_ALLOW_HTTP: 'true',
    });
    await service.ask('POST', '/v1/projects', { id: 'birds', classes: ["bird's nest", 'owl'] });
  });
  afterAll(async () => {
    await service?.stop();
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (view = {}) => browser.open(`${service.url}/p/birds/connect`, view);

  it('makes a webhook that receives, shows its log, and takes it away', async () => {
    const { page, violations, complaints } = await open();
    await page.getByRole('button', { name: 'New webhook' }).click();
    await page.getByLabel('Address that is told').fill('ftp://example.com/hook');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('alert').waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')]);
    await page.getByLabel('Address that is told').fill(receiver.url);
    await page.getByLabel('What it is for').fill('pauses workers');
    await page.getByLabel('Only these').check();
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'Make it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep this secret' });
    const secret = await dialog.locator('pre').innerText();
    expect(await violations()).toEqual([]);
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await until(async () => !(await page.content()).includes(secret));

    await says(page, 'source.alarm.opened, source.alarm.resolved');
    await page.getByRole('button', { name: 'Send a test' }).click();
    await until(() => receiver.bodies('test').length === 1);
    const { headers, body } = receiver.received[0]!;
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({ type: 'test' });

    const log = page.getByRole('list', { name: 'Deliveries' });
    await log.getByText('delivered').waitFor();
    await log.getByText('test', { exact: true }).click();
    await says(log, 'thanks');
    expect(await violations()).toEqual([]);
    await log.getByRole('button', { name: 'Send again' }).click();
    await until(() => receiver.bodies('test').length === 2);
    expect(receiver.received[1]!.headers['webhook-id']).toBe(headers['webhook-id']);

    await page.getByRole('button', { name: 'New secret' }).click();
    const renewed = await dialog.locator('pre').innerText();
    expect(renewed).not.toBe(secret);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Disable' }).click();
    await says(page, 'disabled by hand');
    expect(await page.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByText('enabled', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete it and its log' }).click();
    await says(page, 'Nothing is told to anybody yet');
    expect(await service.ask('GET', '/v1/projects/birds/webhooks')).toMatchObject({ items: [] });
  });

  it('says how labels are sent, in words that a shell takes', async () => {
    const { page } = await open();
    for (const tab of ['curl', 'curl, a file']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      const command = await page.getByRole('region', { name: `the example for ${tab}`, exact: true }).innerText();
      const { stdout } = await run('sh', ['-c', command], { cwd: folder });
      expect(JSON.parse(stdout)).toMatchObject({ accepted: tab === 'curl' ? 1 : 2 });
    }
    await service.settled('birds');
    const sent = await service.ask('GET', '/v1/projects/birds/examples/img-2');
    expect(sent).toMatchObject({ labels: [{ sourceId: 'ann', label: "bird's nest" }] });
    await page.getByRole('tab', { name: 'curl, a file' }).press('ArrowRight');
    await says(page, 'import json');
    await page.keyboard.press('ArrowRight');
    await says(page, 'murmur2_random');
  });

  it('gives the cleaned labels as a file, and says why it cannot', async () => {
    const { page, complaints } = await open();
    await service.ask('POST', '/v1/projects/birds/labels', { exampleId: 'nest-1', sourceId: 'ben', label: 'owl' });
    await service.settled('birds');
    await page.getByLabel('Format').selectOption('csv');
    await page.getByLabel('A row for each').selectOption('labels');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const file = await (await download).path();
    expect(readFileSync(file, 'utf8')).toMatch(/^exampleId,sourceId,[^]*\nnest-1,ben,owl,/);
    await page.getByLabel('Format').selectOption('label-studio');
    await page.evaluate('delete window.showSaveFilePicker');
    await page.getByRole('button', { name: 'Download' }).click();
    await says(page.getByRole('region', { name: 'Cleaned labels' }).getByRole('alert'), 'exampleId');
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')]);
  });

  it('shows what could not be read, and why', async () => {
    const { page } = await open();
    const letters = page.getByRole('region', { name: 'Dead letters' });
    await letters.locator('summary').first().click();
    await says(letters, unreadable);
  });

  it.each(themes)('keeps to WCAG 2.2 AA and fits a phone in the %s theme', async (theme) => {
    const { page, violations, sideways, layoutShift } = await open({ theme, width: 380 });
    await says(page, 'Label Studio');
    await says(page, 'Nothing is told to anybody yet');
    expect(await violations()).toEqual([]);
    expect(await sideways()).toBe(0);
    expect(await layoutShift()).toBeLessThan(0.1);
  });
});

inBrowser('a service with a key', (browser) => {
  const key = 'a-long-key-of-this-test';
  let service: PageUnderTest;
  beforeAll(async () => {
    service = await pageUnderTest({ QUALM_API_KEY: key });
    await service.ask('POST', '/v1/projects', { id: 'birds', classes: ['owl', 'wren'] });
  });
  afterAll(() => service?.stop());

  it.each(themes)('asks for it once, refuses a wrong one and never shows it, in the %s theme', async (theme) => {
    const watched = await browser.open(`${service.url}/p/birds/connect`, { theme });
    const { page, violations, complaints } = watched;
    const dialog = page.getByRole('dialog', { name: 'This service needs a key' });
    await dialog.waitFor();
    expect(await violations()).toEqual([]);
    await dialog.getByLabel('API key').fill('another');
    await page.keyboard.press('Enter');
    await says(dialog, 'not the right one');
    await dialog.getByLabel('API key').fill(key);
    await page.keyboard.press('Enter');
    await says(page, 'Requests carry a key');
    await dialog.waitFor({ state: 'hidden' });
    await says(page, 'Bearer $QUALM_API_KEY');
    expect(await page.content()).not.toContain(key);
    await page.reload();
    await says(page, 'Requests carry a key');
    await page.getByRole('status').getByText('Live').waitFor();
    await page.evaluate('delete window.showSaveFilePicker');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('birds.examples.ndjson');
    // The browser writes every 401 to the console.
    expect(complaints.every((line) => line.includes('401'))).toBe(true);
    complaints.length = 0;
  });
});
