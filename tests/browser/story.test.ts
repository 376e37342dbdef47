import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDir, removeDir } from '../local/support.ts';
import { BARE_ENV } from '../support/bare-env.ts';
import { hasBrowser, inPage, launch, openPage, phoneOf } from './support.ts';

/**
 * The whole story on the page of `npm start` itself, with the keyboard alone: NEED, ACCEPT, DONE, confirm, and a call for a person. The README's picture is taken
 * here: PICTURE=docs/simulator.png npx vitest run tests/browser/story.test.ts
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TABS_MAX = 80;

describe.skipIf(!hasBrowser)('the story of a need', () => {
  let browser: Browser;
  let line: ChildProcess;
  let base: string;
  let page: Page;
  let complaints: string[];
  const dir = freshDir();
  beforeAll(async () => {
    line = spawn(process.execPath, ['local/main.ts'], { cwd: ROOT, env: { ...BARE_ENV, DATA_DIR: dir, PORT: '0' } });
    base = await new Promise<string>((resolve, reject) => {
      let said = '';
      line.stdout?.on('data', chunk => {
        said += chunk;
        const port = /127\.0\.0\.1:(\d+) only/.exec(said)?.[1];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
      line.once('exit', () => reject(new Error('the line ended')));
    });
    // A Saturday morning of its own, whatever the time outside.
    await fetch(`${base}/simulator/clock`, { method: 'POST', body: '{"set":"2027-01-09T14:00:00Z"}' });
    browser = await launch();
    ({ page, complaints } = await openPage(browser, base));
  });
  afterAll(async () => {
    await browser?.close();
    const gone = new Promise(resolve => line.once('exit', resolve));
    line.kill('SIGTERM');
    await gone;
    removeDir(dir);
  });

  const goTo = async (name: string): Promise<void> => {
    const id = await phoneOf(page, name).field.getAttribute('id');
    for (let nth = 0; nth < TABS_MAX; nth++) {
      if ((await inPage<{ id: string }>(page, 'focused')).id === id) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${name}'s phone`);
  };
  const say = async (name: string, words: string): Promise<void> => {
    await goTo(name);
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  };
  const hears = async (name: string, words: RegExp): Promise<string> => {
    const said = phoneOf(page, name).lines.filter({ hasText: words }).first();
    await said.waitFor();
    return (await said.textContent()) ?? '';
  };

  test('NEED FOOD, three offers, one ACCEPT, words both ways, DONE, and it arrived', async () => {
    await say('Maria', 'NEED FOOD');
    const code = /code is (\d+)/.exec(await hears('Maria', /got it, food/))?.[1] ?? '';
    expect(code).toMatch(/^\d{3,5}$/);
    await say('Maria', '11216');
    await hears('Maria', /When is it needed/);
    await say('Maria', '1');
    await hears('Maria', /How many people/);
    await say('Maria', '4');
    await hears('Maria', /asking neighbors now/);

    for (const name of ['Ana', 'Bo', 'Cleo']) expect(await hears(name, /Can you take/)).toContain(code);
    await say('Ana', 'accept');
    expect(await hears('Ana', /is yours, Ana/)).toContain(code);
    await hears('Maria', /Ana, a volunteer, is taking/);
    await say('Bo', `Accept ${code}`);
    await hears('Bo', /It is NOT yours/);
    await say('Ana', `${code} outside at 6, blue car. which door?`);
    await hears('Maria', /From Ana: outside at 6/);
    await say('Maria', 'left door, second floor');
    await hears('Ana', /left door, second floor/);
    await expect.poll(() => phoneOf(page, 'Maria').card.locator('.tick.delivered').count()).toBeGreaterThan(4);
    for (const name of ['Maria', 'Ana', 'Bo']) {
      const left = await phoneOf(page, name).log.evaluate(log => log.scrollHeight - log.scrollTop - log.clientHeight);
      expect(left, `${name} sees the newest text`).toBeLessThan(2);
    }

    await say('Ana', 'done 1');
    await hears('Maria', /Did it arrive/);
    await say('Maria', '1');
    await hears('Maria', /How did it go/);
    await say('Maria', '5 god bless ana');
    await hears('Maria', new RegExp(`${code} is closed`));
    await hears('Ana', /They say/);
    expect(complaints).toEqual([]);
  }, 60_000);

  test('nobody answers: the clock moves with the keyboard, and the next ones are asked', async () => {
    await say('Luis', 'hola no tenemos comida somos 5, 11216, para hoy por favor');
    const code = /(\d{3,5})/.exec(await hears('Luis', /comida/))?.[1] ?? '';
    await hears('Bo', new RegExp(`Can you take ${code}|${code}`));
    const move = page.getByRole('button', { name: '+15 min' });
    for (let nth = 0; nth < 2; nth++) {
      await move.focus();
      await page.keyboard.press('Enter');
      await page.getByText(`It is now Sat, Jan 9, 9:${nth === 0 ? '15' : '30'} AM`).waitFor();
    }
    expect(await phoneOf(page, 'Food lead').lines.filter({ hasText: code }).count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  }, 60_000);

  test('a call: key 3, people are rung, one takes it with a key, and the two talk', async () => {
    const advance = (time: string) => fetch(`${base}/simulator/clock`, { method: 'POST', body: JSON.stringify({ advance: time }) });
    const { card: maria } = phoneOf(page, 'Maria');
    const heard = (card: typeof maria, words: RegExp) => card.locator('.heard').filter({ hasText: words }).first().waitFor();
    await page.getByRole('button', { name: 'Call the line from Maria' }).press('Enter');
    await heard(maria, /Maple Street Mutual Aid/);
    await page.keyboard.press('3');
    await heard(maria, /written down/);
    const ringing = page.locator('article.ringing').first();
    for (let nth = 0; nth < 5 && (await ringing.count()) === 0; nth++) await advance('PT4S');
    const name = (await ringing.getByRole('heading').textContent()) ?? '';
    const { card: helper } = phoneOf(page, name);
    await helper.getByRole('button', { name: `Answer on ${name}'s phone` }).press('Enter');
    await heard(helper, /press 1/);
    await helper.getByRole('button', { name: '1', exact: true }).press('Enter');
    const state = maria.locator('.call-state');
    for (let nth = 0; nth < 5 && !(await state.textContent())?.startsWith('Talking'); nth++) await advance('PT4S');
    await expect.poll(() => state.textContent()).toBe(`Talking with ${name}`);
    await maria.getByRole('textbox', { name: "Say aloud on Maria's phone" }).fill('thank you for picking up');
    await page.keyboard.press('Enter');
    await heard(helper, /thank you for picking up/);
    if (process.env.PICTURE) {
      for (const one of [maria, helper]) await one.getByRole('log').evaluate(log => log.scrollTo(0, log.scrollHeight));
      await page.setViewportSize({ width: 1440, height: 1120 });
      await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
      await page.screenshot({ path: process.env.PICTURE, animations: 'disabled' });
    }
    await helper.getByRole('button', { name: `Hang up ${name}'s phone` }).press('Enter');
    await maria.getByText(/^Call ended after/).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);
});
