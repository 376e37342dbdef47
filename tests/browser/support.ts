import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where the packages of the usual systems put it. CHROMIUM names another place. */
const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const found = PLACES.find(place => place !== undefined && existsSync(place));

/** False where no browser is: the suites then count as skipped, and say how to get one. */
export const hasBrowser = found !== undefined;
if (!hasBrowser)
  console.warn(
    'SKIPPED: the browser tests were not run, because no Chromium was found on this machine.\n' +
      'Debian and Ubuntu: apt-get install chromium. Elsewhere: install it and name it, CHROMIUM=/path/to/chromium npm test.',
  );

/** A real Chromium that talks to nothing but this machine. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: found ?? 'chromium',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
  });

/** A page that remembers whatever its console complained about, and every address it asked for outside `base`. */
export const openPage = async (browser: Browser, base: string, viewport = { width: 1440, height: 900 }) => {
  const page = await browser.newPage({ viewport });
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(`${base}/`);
  await page.locator('article.phone').first().waitFor();
  return { page, complaints };
};

/** The phone of this person, and the texts on it. */
export const phoneOf = (page: Page, name: string) => {
  const card = page.getByRole('article', { name, exact: true });
  return { card, field: card.getByRole('textbox'), log: card.getByRole('log'), lines: card.locator('.line .bubble') };
};

const HELP = readFileSync(new URL('./in-page.js', import.meta.url), 'utf8');

/** A question of in-page.js, asked in the page. */
export const inPage = <Answer>(page: Page, question: string): Promise<Answer> =>
  page.evaluate<Answer>(`(() => { ${HELP}\nreturn ask(${JSON.stringify(question)}); })()`);
