// The dashboard in a browser, as people meet it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Suite } from '../acceptance/suite.mjs';
import { Browser, picture, shown, skip, violations } from './browser.mjs';

const suite = new Suite();
const browser = new Browser();

before(async () => {
  if (skip) return;
  await suite.start();
  await suite.load(0.05);
  await browser.start();
}, { timeout: 600_000 });

after(async () => {
  await browser.stop();
  if (!skip) await suite.stop();
});

const CHOICE = 'municipality=935478715&from=2016&to=2018&metric=hr/sick-leave-rate&metric=composed/iks-work-years&metric=property/energy-use&metric=hr/work-years';

const open = (options = {}, query = `${CHOICE}&lang=nb`) => browser.open(`http://${suite.gateway}/?${query}`, options);

const years = (page) => Promise.all(['#from', '#to'].map((each) => page.inputValue(each)));

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

test('it opens with the last five years that have figures', { skip, timeout: 180_000 }, async () => {
  const page = await open({}, 'municipality=935478715&lang=nb');
  await shown(page);
  assert.deepEqual(await years(page), ['2014', '2018']);
  assert.match(await page.locator('#result tbody').innerText(), /7,3/);
  assert.match(page.url(), /from=2014&to=2018/);
});

test('years that were chosen stay, one of them too', { skip, timeout: 180_000 }, async () => {
  for (const [query, chosen] of [['from=2010&to=2011', ['2010', '2011']], ['to=2017', ['2013', '2017']], ['from=2016', ['2016', '2020']]]) {
    const page = await open({}, `municipality=935478715&metric=hr/work-years&lang=nb&${query}`);
    await shown(page);
    assert.deepEqual(await years(page), chosen, query);
  }
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
