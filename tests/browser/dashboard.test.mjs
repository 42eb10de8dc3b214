// The dashboard in a browser, as people meet it. Skipped where there is no Chromium or no driver.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Suite, root } from '../acceptance/suite.mjs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = join(root, 'node_modules/axe-core/axe.min.js');
const { chromium } = await import('playwright-core').catch(() => ({}));
const missing = [[existsSync(executablePath), executablePath], [existsSync(axe), 'axe-core'], [chromium, 'playwright-core']]
  .filter(([is]) => !is).map(([, name]) => name);
const skip = missing.length ? `needs ${missing.join(', ')}` : false;
// Where to leave pictures for people to look at.
const pictures = process.env.ETT_PICTURES;

const suite = new Suite();
let browser;

before(async () => {
  if (skip) return;
  await suite.start();
  await suite.load(0.05);
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'] });
}, { timeout: 600_000 });

after(async () => {
  await browser?.close();
  if (!skip) await suite.stop();
});

const CHOICE = 'municipality=935478715&from=2016&to=2018&metric=hr/sick-leave-rate&metric=composed/iks-work-years&metric=property/energy-use&metric=hr/work-years';

async function open(options = {}, query = `${CHOICE}&lang=nb`) {
  const context = await browser.newContext({ locale: 'nb-NO', ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') page.problems.push(message.text()); });
  await page.goto(`http://${suite.gateway}/?${query}`);
  return page;
}

const shown = (page) => page.waitForSelector('#result table', { timeout: 120_000 });

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

async function violations(page) {
  await page.evaluate(readFileSync(axe, 'utf8'));
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

for (const [name, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
})) {
  test(`the page is accessible: ${name}`, { skip, timeout: 180_000 }, async () => {
    const page = await open(options);
    await shown(page);
    await picture(page, name);
    assert.deepEqual(await violations(page), []);
    await page.click('#metrics-panel > summary');
    await page.click('tbody details summary');
    await picture(page, `${name}-open`);
    assert.deepEqual(await violations(page), []);
    const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: innerWidth }));
    assert.ok(wide <= seen, `the page is ${wide} wide in a window of ${seen}`);
    assert.deepEqual(page.problems, []);
  });
}

test('figures of several domains, composed ones and their targets are in one table', { skip, timeout: 180_000 }, async () => {
  const page = await open();
  await shown(page);
  const rows = await page.locator('#result tbody tr').allInnerTexts();
  assert.match(rows.find((row) => row.startsWith('Sykefravær')), /7,5.*7,3.*−0,2 prosentpoeng.*7,0/s);
  assert.ok(rows.some((row) => row.startsWith('Årsverk i interkommunale selskaper')), rows.join('\n'));
  assert.match(await page.locator('#result').innerText(), /SYNTETISK/);
  assert.ok(await page.locator('#result figure svg[role=img]').count() >= 2);
});

test('it is in English when asked, and can be used by keyboard alone', { skip, timeout: 180_000 }, async () => {
  const page = await open({}, `${CHOICE}&lang=en`);
  await shown(page);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.locator('#metrics-panel > summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('women');
  await page.keyboard.press('Tab');
  while (await page.evaluate(() => document.activeElement.value) !== 'hr/women-share') {
    await page.keyboard.press('Tab');
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY');
  }
  await page.keyboard.press('Space');
  await page.locator('button.main').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#result tbody tr').length === 5, null, { timeout: 120_000 });
  assert.match(page.url(), /metric=hr%2Fwomen-share/);
});

test('a report comes section by section', { skip, timeout: 180_000 }, async () => {
  const page = await open();
  await shown(page);
  await page.click('#reports button');
  await page.waitForFunction(() => [...document.querySelectorAll('#report section')].length > 2
    && [...document.querySelectorAll('#report section')].every((each) => each.textContent), null, { timeout: 120_000 });
  assert.match(await page.locator('#report').innerText(), /Sykefraværet var 7,3 prosent i 2018/);
  assert.deepEqual(await violations(page), []);
  await picture(page, 'report');
});

test('what does not answer is said, and the rest is shown', { skip, timeout: 180_000 }, async () => {
  await suite.kill('property');
  const page = await open();
  await shown(page);
  assert.match(await page.locator('#result .warning').first().innerText(), /«property» svarer ikke/);
  assert.match(await page.locator('#result tbody').innerText(), /Sykefravær/);
  await picture(page, 'partial');
  assert.deepEqual(await violations(page), []);
});
