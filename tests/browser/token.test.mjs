// The dashboard where everybody who reads shows who they are, and what its pages may do.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Suite, build } from '../acceptance/suite.mjs';
import { Browser, picture, shown, skip, violations } from './browser.mjs';

const SCOPES = ['figures', 'hr', 'property', 'ownership'].map((each) => `ett:${each}.read`);
const LIMIT_MS = 120_000;
const asks = ['--identity=development', '--identity-key-file=key.json'];
const suite = new Suite({ hr: asks, property: asks, ownership: asks, gateway: asks });
const browser = new Browser();
let reader;

function token(scopes, municipality = '935478715') {
  return execFileSync(join(build, 'identity/token'), [`--identity-key-file=${join(suite.directory, 'key.json')}`,
    `--scope=${scopes}`, `--municipality=${municipality}`], { encoding: 'utf8' }).trim();
}

before(async () => {
  if (skip) return;
  reader = token(SCOPES);
  suite.token = reader;
  await suite.start();
  await browser.start();
}, { timeout: 600_000 });

after(async () => {
  await browser.stop();
  if (!skip) await suite.stop();
});

const open = (path = '/?lang=nb') => browser.open(`http://${suite.gateway}${path}`);

const says = (page, text) => page.waitForFunction(
  (wanted) => document.getElementById('message').textContent.includes(wanted), text, { timeout: LIMIT_MS });

async function show(page, given) {
  await page.fill('#token', given);
  await page.press('#token', 'Enter');
}

test('who shows nothing is told to log in, and where', { skip, timeout: 180_000 }, async () => {
  const page = await open();
  await says(page, 'Du er ikke logget inn');
  assert.ok(await page.isVisible('#token'));
  assert.equal(await page.locator('#result table').count(), 0);
  assert.deepEqual(await violations(page), []);
  await picture(page, 'no-token');
});

test('a token that is refused is said to be, with the reason', { skip, timeout: 180_000 }, async () => {
  const page = await open();
  await says(page, 'Du er ikke logget inn');
  await show(page, 'not-a-token');
  await says(page, 'Tokenet ble ikke godtatt');
  const forged = `${reader.slice(0, -8)}${reader.endsWith('AAAAAAAA') ? 'BBBBBBBB' : 'AAAAAAAA'}`;
  await show(page, forged);
  await says(page, 'as its issuer signed it');
  await show(page, token(SCOPES, '974760673'));
  await says(page, 'Tokenet gir ikke adgang');
  assert.equal(await page.locator('#result table').count(), 0);
  assert.deepEqual(await violations(page), []);
  await show(page, reader);
  await shown(page);
  assert.doesNotMatch(await page.locator('#message').innerText(), /Tokenet/);
});

test('a token that is good is kept nowhere but in the page', { skip, timeout: 180_000 }, async () => {
  const page = await open();
  await says(page, 'Du er ikke logget inn');
  await show(page, reader);
  await shown(page);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state]));
  assert.ok(!kept.includes(reader), kept);
  assert.deepEqual(await page.context().cookies(), []);
  await page.reload();
  await says(page, 'Du er ikke logget inn');
});

for (const [path, title] of [['/?lang=nb', 'the dashboard'], ['/docs?lang=nb', 'the page of the document']]) {
  test(`nothing runs in ${title} that was not served with it`, { skip, timeout: 180_000 }, async () => {
    const page = await open(path);
    const headers = page.answer.headers();
    assert.match(headers['content-security-policy'], /frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    const refused = await page.evaluate(() => new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'globalThis.intruder = true';
      document.body.append(script);
    }));
    assert.match(refused, /^script-src/);
    assert.equal(await page.evaluate(() => globalThis.intruder), undefined);
  });
}

test('the page of the document shows it under its policy', { skip, timeout: 180_000 }, async () => {
  const page = await open('/docs?lang=nb');
  await page.waitForSelector('section[data-tag]', { state: 'attached', timeout: LIMIT_MS });
  assert.deepEqual(page.problems, []);
});
