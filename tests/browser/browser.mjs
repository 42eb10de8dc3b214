// A browser for tests. Skipped where there is no Chromium or no driver.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../acceptance/suite.mjs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = join(root, 'node_modules/axe-core/axe.min.js');
const { chromium } = await import('playwright-core').catch(() => ({}));
const missing = [[existsSync(executablePath), executablePath], [existsSync(axe), 'axe-core'], [chromium, 'playwright-core']]
  .filter(([is]) => !is).map(([, name]) => name);
// Where to leave pictures for people to look at.
const pictures = process.env.ETT_PICTURES;

export const skip = missing.length ? `needs ${missing.join(', ')}` : false;

export class Browser {
  async start() {
    this.browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'] });
  }

  async stop() {
    await this.browser?.close();
  }

  // A page whose `problems` are what its console complains of, and `answer` what it was loaded with.
  async open(url, options = {}) {
    const context = await this.browser.newContext({ locale: 'nb-NO', ...options });
    const page = await context.newPage();
    page.problems = [];
    page.on('pageerror', (error) => page.problems.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error') page.problems.push(message.text()); });
    page.answer = await page.goto(url);
    return page;
  }
}

export const shown = (page) => page.waitForSelector('#result table', { timeout: 120_000 });

export async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

export async function violations(page) {
  await page.evaluate(readFileSync(axe, 'utf8'));
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
