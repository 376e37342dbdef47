import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, echoLine, freshDir, MARIA, type Running, removeDir, running, said } from '../local/support.ts';
import { hasBrowser, inPage, launch, openPage, phoneOf } from './support.ts';

/** The page of phones in a real browser, before a line that only echoes. */

describe.skipIf(!hasBrowser)('the page of phones', () => {
  let browser: Browser;
  let dir: string;
  let line: ReturnType<typeof echoLine>;
  let machine: Running;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    dir = freshDir();
    line = echoLine();
    machine = await running(line, dir);
    ({ page, complaints } = await openPage(browser, machine.base));
  });
  afterEach(async () => {
    await page.close();
    await machine.stop();
    removeDir(dir);
    expect(complaints).toEqual([]);
  });

  test('a text is typed, counted, sent with Enter and answered', async () => {
    const { card, field, lines } = phoneOf(page, 'Maria');
    await field.fill('NEED FOOD');
    expect(await card.locator('.count').textContent()).toBe('151 left');
    await field.press('Shift+Enter');
    await field.pressSequentially('<b>é</b> 👍');
    expect(await card.locator('.count').textContent()).toMatch(/left \(a special character/);
    await field.press('Enter');
    await lines.first().waitFor();
    expect(await lines.first().textContent()).toBe('The line: You said NEED FOOD\n<b>é</b> 👍');
    expect(await field.inputValue()).toBe('');
    expect(await card.locator('.line .state').textContent()).toMatch(/^9:00 AM · ✓✓ delivered · 1 segment, 0\.83¢$/);
    await expect.poll(() => page.locator('#cost').textContent()).toMatch(/^2 texts, \d segments: about \$0\.0\d\.$/);
  });

  test('a failure is told in words, on the phone it happened to', async () => {
    await page.getByText('Numbers that fail on purpose').click();
    await page.getByRole('button', { name: 'Add Switched off' }).click();
    const { card, field } = phoneOf(page, 'Switched off');
    await expect.poll(() => inPage<{ id: string }>(page, 'focused').then(({ id }) => id)).toBe('phone-15550109003-field');
    await field.press('x');
    await field.press('Enter');
    await card.locator('.undelivered').waitFor();
    expect(await card.locator('.undelivered').textContent()).toContain('not delivered: the phone is switched off or out of reach (30003)');
    line.sms.answer = () => ({ statusCode: 500 });
    await field.fill('again');
    await field.press('Enter');
    await card.locator('.trouble').waitFor();
    expect(await card.locator('.trouble').textContent()).toContain('HTTP 500');
  });

  test('STOP shows the carrier and the closed way', async () => {
    const { card, field } = phoneOf(page, 'Luis');
    line.sms.answer = () => ({ statusCode: 204 });
    await field.fill('stop');
    await field.press('Enter');
    await card.locator('.carrier').waitFor();
    expect(await card.locator('.carrier .state').textContent()).toContain('from the carrier');
    await card.locator('.stopped').waitFor({ state: 'visible' });
  });

  test('the clock moves, and the page says so', async () => {
    line.due.push({
      at: at('2027-01-09T14:10:00.000Z'),
      work: async () => void (await machine.post(`/simulator/phones/${MARIA}/texts`, { body: 'while it moved' })),
    });
    await page.getByRole('button', { name: '+15 min' }).press('Enter');
    await page.getByText('It is now Sat, Jan 9, 9:15 AM').waitFor();
    expect(await phoneOf(page, 'Maria').card.locator('.own .state').textContent()).toMatch(/^9:10 AM/);
    await expect.poll(() => page.locator('#duty').textContent()).toContain('Anaon call: food');
  });

  test('everything is there again after the page is loaded anew', async () => {
    const { field, lines } = phoneOf(page, 'Maria');
    expect(await page.locator('#welcome').isVisible()).toBe(true);
    await field.fill('hello');
    await field.press('Enter');
    await lines.first().waitFor();
    await page.reload();
    await lines.first().waitFor();
    expect(await lines.count()).toBe(1);
    expect(await page.locator('#welcome').isVisible()).toBe(false);
  });

  test('a long thread stays at its newest text', async () => {
    const { log, lines } = phoneOf(page, 'Maria');
    line.sms.answer = body => said(`${body}: ${'a long answer that needs room '.repeat(4)}`);
    for (let nth = 1; nth <= 6; nth++) await machine.post(`/simulator/phones/${MARIA}/texts`, { body: `text ${nth}` });
    await expect.poll(() => lines.count()).toBe(6);
    await expect.poll(() => log.evaluate(element => element.scrollHeight - element.scrollTop - element.clientHeight)).toBeLessThan(2);
  });

  test('every control has a name, every phone a heading and a spoken log', async () => {
    expect(await inPage<string[]>(page, 'namelessControls')).toEqual([]);
    const phones = await page.locator('article.phone').count();
    expect(phones).toBeGreaterThanOrEqual(5);
    expect(await page.locator('article.phone h2').count()).toBe(phones);
    expect(await page.getByRole('log').count()).toBe(phones);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await phoneOf(page, 'Luis').field.getAttribute('lang')).toBe('es');
  });

  test('all text has a contrast of at least 4.5 to 1', async () => {
    line.sms.answer = () => said('an answer');
    await machine.post('/simulator/phones', { number: '+15550109003' });
    for (const [phone, body] of [
      [MARIA, 'hello'],
      ['+15550109003', 'hello'],
      ['+15550100002', 'stop'],
    ] as const)
      await machine.post(`/simulator/phones/${phone}/texts`, { body });
    await page.getByText('Numbers that fail on purpose').click();
    await page.locator('.undelivered').waitFor();
    await page.locator('.carrier').waitFor();
    await expect.poll(() => inPage<number>(page, 'animations')).toBe(0);
    const poor = await inPage<{ failing: string[]; looked: number }>(page, 'poorContrasts');
    expect(poor.failing).toEqual([]);
    expect(poor.looked).toBeGreaterThan(60);
  });

  test('the keyboard alone reaches every phone, in the order of the page, and its focus is seen', async () => {
    const reached: string[] = [];
    await page.keyboard.press('Tab');
    expect((await inPage<{ text: string }>(page, 'focused')).text).toBe('Go to the phones');
    for (let nth = 0; nth < 60; nth++) {
      await page.keyboard.press('Tab');
      const focused = await inPage<{ id: string; tag: string; outline: string }>(page, 'focused');
      if (focused.tag === 'BODY') break;
      expect(focused.outline, `${focused.tag} ${focused.id}`).toBe('solid');
      if (focused.tag === 'TEXTAREA') reached.push(focused.id);
    }
    const fields = await page.locator('article.phone textarea').evaluateAll(all => all.map(one => one.id));
    expect(reached).toEqual(fields);
  });

  test.each([
    ['a small phone', { width: 400, height: 800 }],
    ['a laptop at 200 %', { width: 640, height: 400 }],
  ])('nothing is cut off on %s', async (_, viewport) => {
    await page.setViewportSize(viewport);
    const wide = await inPage<{ page: number; phones: number }>(page, 'tooWide');
    expect(wide).toEqual({ page: 0, phones: 0 });
    const { field, lines } = phoneOf(page, 'Maria');
    await field.fill('hello');
    await field.press('Enter');
    await lines.first().waitFor();
  });

  test('who asked for less motion gets none', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await machine.post(`/simulator/phones/${MARIA}/texts`, { body: 'hello' });
    const item = phoneOf(page, 'Maria').card.locator('.line').first();
    await item.waitFor();
    expect(await inPage<string>(page, 'animationOfFirstText')).toBe('none');
  });

  test('a line that is gone is said to be gone', async () => {
    const { field } = phoneOf(page, 'Maria');
    await page.route('**/texts', route => route.abort());
    await field.fill('hello');
    await field.press('Enter');
    await page.getByText('The line does not answer').waitFor();
    complaints.splice(0);
  });
});
