import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WebResult } from '../../shared/shell/door.ts';
import { echoDoor, echoLine, freshDir, LINE, MARIA, NOTHING, phone, type Running, removeDir, running, xml } from '../local/support.ts';
import { hasBrowser, inPage, launch, openPage, phoneOf } from './support.ts';

/** Calls on the page of phones, before a line that says what each test wants to hear. */

const ANA = phone('+15550100201');
const twiml = (inside: string): WebResult => xml(`<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`);
const ASK =
  '<Gather input="dtmf speech" numDigits="1" timeout="60" actionOnEmptyResult="true" action="/twilio/voice/step"><Say>Maple Street. For food, press 1.</Say></Gather>';
const WAITS = '<Enqueue waitUrl="/twilio/voice/wait">people</Enqueue>';
const WHISPER =
  '<Gather numDigits="1" timeout="60" action="/twilio/voice/take"><Say>A call from Maple Street. Press 1 to take it.</Say></Gather><Hangup/>';

/** Asks the page's window something. */
const within = <Answer>(page: Page, script: string): Promise<Answer> => page.evaluate<Answer>(script);

describe.skipIf(!hasBrowser)('calls on the page of phones', () => {
  let browser: Browser;
  let dir: string;
  let machine: Running;
  let page: Page;
  let complaints: string[];
  const doors = Object.fromEntries(['', '/step', '/wait', '/out', '/take', '/status'].map(path => [`/twilio/voice${path}`, echoDoor()]));
  const answers = (path: string, inside: string): void => {
    const door = doors[`/twilio/voice${path}`];
    if (door) door.answer = () => twiml(inside);
  };
  const forms = (path: string) => doors[`/twilio/voice${path}`]?.forms() ?? [];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    dir = freshDir();
    for (const door of Object.values(doors)) {
      door.seen.splice(0);
      door.answer = () => NOTHING;
    }
    answers('', ASK);
    answers('/step', WAITS);
    answers('/wait', '<Say>Please wait.</Say><Pause length="600"/>');
    answers('/out', WHISPER);
    answers('/take', '<Dial><Queue>people</Queue></Dial>');
    const line = echoLine();
    machine = await running({ ...line, line: { ...line.line, doors: { ...line.line.doors, ...doors } } }, dir);
    ({ page, complaints } = await openPage(browser, machine.base));
  });
  afterEach(async () => {
    await page.close();
    await machine.stop();
    removeDir(dir);
    expect(complaints).toEqual([]);
  });

  const panelOf = (card: Locator) => card.getByRole('region');
  const stateOf = (card: Locator) => card.locator('.call-state');
  const call = async (name: string): Promise<Locator> => {
    const { card } = phoneOf(page, name);
    await page.getByRole('button', { name: `Call the line from ${name}` }).press('Enter');
    await panelOf(card).waitFor();
    return card;
  };
  const ringAna = async (): Promise<Locator> => {
    const url = `http://localhost:${machine.listening.port}/twilio/voice/out?m=1`;
    const asked = { to: ANA, from: LINE, first: { url, form: {} }, timeoutMs: 18_000, callback: undefined, detects: false };
    machine.machine.company?.exchange.create(asked);
    const { card } = phoneOf(page, 'Ana');
    await card.locator('.ring-row').waitFor();
    return card;
  };

  test('a call begins by keyboard, is heard as words, and is answered with a key', async () => {
    const card = await call('Maria');
    await card.locator('.heard .bubble').waitFor();
    expect(await card.locator('.heard .bubble').textContent()).toBe('The line says: Maple Street. For food, press 1.');
    expect(await card.locator('.heard .bubble').getAttribute('lang')).toBe('en-US');
    await expect.poll(() => stateOf(card).textContent()).toBe('Waits for keys or words');
    expect((await inPage<{ text: string }>(page, 'focused')).text).toBe('1');
    await page.keyboard.press('1');
    await card.getByText('Please wait.').waitFor();
    expect(forms('/step')[0]).toMatchObject({ Digits: '1', From: MARIA });
    expect(await card.locator('.pressed .bubble').textContent()).toBe('You press: 1');
    await card.getByRole('button', { name: "Hang up Maria's phone" }).click();
    await card.getByText(/^Call ended after/).waitFor();
    expect(await panelOf(card).count()).toBe(0);
    expect((await inPage<{ id: string; tag: string }>(page, 'focused')).tag).toBe('BUTTON');
  });

  test('typed words are spoken', async () => {
    const card = await call('Maria');
    const field = card.getByRole('textbox', { name: "Say aloud on Maria's phone" });
    await field.fill('we have no food');
    await field.press('Enter');
    await card.locator('.spoken').waitFor();
    expect(forms('/step')[0]).toMatchObject({ SpeechResult: 'we have no food' });
    await expect.poll(() => field.inputValue()).toBe('');
  });

  test('a phone rings, is answered, hears the whisper alone, and two people talk', async () => {
    const maria = await call('Maria');
    await page.keyboard.press('1');
    await maria.getByText('Please wait.').waitFor();
    const ana = await ringAna();
    expect(await stateOf(ana).textContent()).toBe('Test Street is calling, +15550100000');
    await ana.getByRole('button', { name: "Answer on Ana's phone" }).click();
    await ana.getByText('Press 1 to take it.').waitFor();
    expect(await maria.getByText('Press 1 to take it.').count()).toBe(0);
    await ana.getByRole('button', { name: '1', exact: true }).click();
    await expect.poll(() => stateOf(maria).textContent()).toBe('Talking with Ana');
    expect(await stateOf(ana).textContent()).toBe('Talking with Maria');
    await maria.getByRole('textbox', { name: "Say aloud on Maria's phone" }).fill('hello Ana');
    await page.keyboard.press('Enter');
    await ana.locator('.heard.person .bubble').waitFor();
    expect(await ana.locator('.heard.person .bubble').textContent()).toBe('Maria says: hello Ana');
    await ana.getByRole('button', { name: "Hang up Ana's phone" }).click();
    await maria.getByText(/^Call ended after/).waitFor();
  });

  test('a ringing phone is declined, and shows that it was busy', async () => {
    await call('Maria');
    const ana = await ringAna();
    await ana.getByRole('button', { name: "Decline on Ana's phone" }).click();
    await ana.getByText('Busy').waitFor();
    expect(await panelOf(ana).count()).toBe(0);
  });

  test('a message after the beep is typed', async () => {
    answers('', '<Say>Leave a message.</Say><Record maxLength="120" timeout="10" action="/twilio/voice/step"/>');
    answers('/step', '<Say>Thank you.</Say>');
    const card = await call('Maria');
    await machine.post('/simulator/clock', { advance: 'PT5S' });
    await expect.poll(() => stateOf(card).textContent()).toContain('Recording');
    await card.getByRole('textbox', { name: "Say aloud on Maria's phone" }).fill('we need diapers');
    await page.keyboard.press('Enter');
    await card.locator('.spoken').waitFor();
    await card.getByRole('button', { name: 'hash' }).click();
    await card.getByText('Thank you.').waitFor();
    expect(forms('/step')[0]).toMatchObject({ Digits: '#', RecordingDuration: '2' });
  });

  test('is read aloud only when somebody asked for it', async () => {
    await within(page, `window.spoken = []; speechSynthesis.speak = one => window.spoken.push([one.lang, one.text])`);
    answers('', '<Gather timeout="60" actionOnEmptyResult="true"><Say language="es-US">Hola.</Say></Gather>');
    const maria = await call('Maria');
    await maria.locator('.heard').waitFor();
    expect(await within(page, 'window.spoken')).toEqual([]);
    await page.getByRole('button', { name: 'Read calls aloud' }).click();
    const luis = await call('Luis');
    await luis.locator('.heard').waitFor();
    expect(await within(page, 'window.spoken')).toEqual([['es-US', 'Hola.']]);
    expect(await page.getByRole('button', { name: 'Read calls aloud' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('everything is there again after the page is loaded anew, in its order and once', async () => {
    const before = await call('Maria');
    await page.keyboard.press('1');
    await before.getByText('Please wait.').waitFor();
    await machine.post('/simulator/clock', { advance: 'PT5S' });
    await machine.post(`/simulator/phones/${MARIA}/texts`, { body: 'a text meanwhile' });
    await before.locator('.line:not(.heard)').waitFor();
    const shown = () => phoneOf(page, 'Maria').card.locator('.log li').allTextContents();
    const then = await shown();
    await page.reload();
    await expect.poll(shown).toEqual(then);
    await expect.poll(() => stateOf(phoneOf(page, 'Maria').card).textContent()).not.toBe('');
  });

  test('the end of a call stands where it happened, once, also after the page is loaded anew', async () => {
    const card = await call('Maria');
    await card.getByRole('button', { name: 'Hang up' }).click();
    await card.getByText(/^Call ended/).waitFor();
    await machine.post('/simulator/clock', { advance: 'PT5S' });
    await machine.post(`/simulator/phones/${MARIA}/texts`, { body: 'a text after it' });
    await card.locator('.line:not(.heard)').waitFor();
    const shown = () => phoneOf(page, 'Maria').card.locator('.log li').allTextContents();
    const then = await shown();
    await page.reload();
    await expect.poll(shown).toEqual(then);
    expect(then.findIndex(text => text.startsWith('Call ended'))).toBeLessThan(then.findIndex(text => text.includes('a text after it')));
  });

  test('two calls at one time of the clock stand one after the other, also after the page is loaded anew', async () => {
    const shown = () => phoneOf(page, 'Maria').card.locator('.log li').allTextContents();
    await machine.post('/simulator/clock', { advance: 'PT5S' });
    for (const ended of [1, 2]) {
      const card = await call('Maria');
      await card.getByRole('button', { name: 'Hang up' }).click();
      await expect.poll(() => card.getByText(/^Call ended/).count()).toBe(ended);
    }
    const then = await shown();
    await page.reload();
    await expect.poll(shown).toEqual(then);
  });

  test.each([1000, 900, 640])('a phone does not grow while it calls, and the page stays where it was, %i pixels high', async height => {
    await page.setViewportSize({ width: 1400, height });
    await within(page, 'scrollTo(0, 60)');
    const { card } = phoneOf(page, 'Maria');
    const stands = async (): Promise<unknown> => ({ box: await card.boundingBox(), y: await within(page, 'scrollY') });
    const before = await stands();
    await card.getByRole('button', { name: 'Call the line from Maria' }).dispatchEvent('click');
    await card.getByText('Maple Street. For food, press 1.').waitFor();
    expect(await stands()).toEqual(before);
    expect(await card.evaluate(phone => phone.scrollHeight - phone.clientHeight)).toBe(0);
    await card.getByRole('button', { name: "Hang up Maria's phone" }).dispatchEvent('click');
    await card.getByText(/^Call ended after/).waitFor();
    expect(await stands()).toEqual(before);
  });

  test.each([
    { width: 375, height: 667, lines: 10 },
    { width: 768, height: 1024, lines: 10 },
    { width: 1280, height: 800, lines: 6 },
  ])('a call leaves room to read what is said, $width pixels wide', async ({ lines, ...viewport }) => {
    await page.setViewportSize(viewport);
    const card = await call('Maria');
    await card.locator('.heard .bubble').waitFor();
    const room = await inPage<{ lines: number; key: number; phone: number }>(page, 'roomInACall');
    expect(room.lines).toBeGreaterThanOrEqual(lines);
    // The least that a finger hits (WCAG 2.5.8).
    expect(room.key).toBeGreaterThanOrEqual(24);
    expect(room.phone).toBeLessThanOrEqual(viewport.height);
  });

  test('a long thread stays at its newest words when a call begins and when it ends', async () => {
    // The panel is there a while before anything is heard.
    answers('', '<Pause length="600"/>');
    for (let nth = 1; nth <= 8; nth++)
      await machine.post(`/simulator/phones/${MARIA}/texts`, { body: `text ${nth} ${'and more '.repeat(9)}` });
    const { card, log } = phoneOf(page, 'Maria');
    await expect.poll(() => card.locator('.own').count()).toBe(8);
    const toEnd = (): Promise<number> => log.evaluate(element => element.scrollHeight - element.scrollTop - element.clientHeight);
    await expect.poll(toEnd).toBeLessThan(2);
    await call('Maria');
    // Two frames: what the page tells of its own scrolling comes with the next one.
    await within(page, 'new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    await expect.poll(toEnd).toBeLessThan(2);
    await card.getByRole('button', { name: "Hang up Maria's phone" }).click();
    await card.locator('.call-line').nth(1).waitFor();
    await expect.poll(toEnd).toBeLessThan(2);
  });

  test('what is wrong with the TwiML stands on the phone', async () => {
    answers('', '<Speak>hi</Speak>');
    const { card } = phoneOf(page, 'Maria');
    await page.getByRole('button', { name: 'Call the line from Maria' }).click();
    await card.locator('.trouble').waitFor();
    expect(await card.locator('.trouble').textContent()).toContain('Twilio knows no <Speak>');
  });

  test('every control of a call has a name, and all of it is readable and fits', async () => {
    await call('Maria');
    await ringAna();
    expect(await inPage<string[]>(page, 'namelessControls')).toEqual([]);
    const poor = await inPage<{ failing: string[]; looked: number }>(page, 'poorContrasts');
    expect(poor.failing).toEqual([]);
    for (const viewport of [
      { width: 400, height: 800 },
      { width: 640, height: 400 },
    ]) {
      await page.setViewportSize(viewport);
      expect(await inPage(page, 'tooWide')).toEqual({ page: 0, phones: 0 });
    }
  });

  test('who asked for less motion sees no ringing phone move', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await call('Maria');
    await ringAna();
    expect(await inPage(page, 'animationOfRinging')).toBe('none');
  });
});
