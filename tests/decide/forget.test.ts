import { describe, expect, it } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { type Forget, keptFor, withoutForgotten } from '../../shared/domain/forget.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../shared/domain/ids.ts';
import type { Book } from '../../shared/script/script.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MAY = '+15550100001';
const THEO = '+15550100103';
const STORY = 'they yell at us at the pantry every week';
const DANGER = 'my husband is beating me right now';

/** The line's own conversations, with what happened to be kept for an hour. */
const forgetful = (): Book => {
  const made = structuredClone(book) as unknown as { scripts: { report: { nodes: { story: { keepMs: number } } } } };
  made.scripts.report.nodes.story.keepMs = HOUR_MS;
  return made as unknown as Book;
};

const reported = async (conversations: Book, story = STORY, answers: readonly string[] = ['2', '1', '1']) => {
  const line = new Neighborhood({ book: conversations });
  for (const words of ['REPORT', story, ...answers]) await line.text(MAY, words);
  const code = /(\d{3,5})/.exec((await line.text(THEO, 'CASES')) ?? '')?.[1] ?? '';
  return { line, show: () => line.text(THEO, `SHOW ${code}`), close: () => line.text(THEO, `CLOSE ${code} met`) };
};

describe('a sensitive answer', () => {
  it('is forgotten when its time is over, and its case is not', async () => {
    const { line, show } = await reported(forgetful());
    await line.pass(HOUR_MS - 2 * MINUTE_MS);
    expect(await show()).toContain(STORY);
    await line.pass(3 * MINUTE_MS);
    expect(await show()).toMatch(/SAFETY\. open/);
    expect(await show()).not.toContain(STORY);
  });

  it('is forgotten where it was about danger', async () => {
    const { line, show } = await reported(forgetful(), DANGER);
    expect(await show()).toContain(DANGER);
    await line.pass(HOUR_MS + MINUTE_MS);
    expect(await show()).not.toContain(DANGER);
  });

  it('is forgotten in the case that goes on from a closed one too', async () => {
    const { line, close } = await reported(forgetful(), STORY, []);
    await close();
    await line.text(MAY, 'yes, it happened again today');
    const showAll = async (): Promise<string> => {
      const codes = [...((await line.text(THEO, 'CASES')) ?? '').matchAll(/\d{3,5}/g)];
      return (await Promise.all(codes.map(([code]) => line.text(THEO, `SHOW ${code}`)))).join();
    };
    expect(await showAll()).toContain(STORY);
    await line.pass(2 * HOUR_MS);
    expect(await showAll()).not.toContain(STORY);
  });

  it.each([
    ['behind the command', `REPORT ${STORY}`, '2'],
    ['after the report was taken in', 'REPORT my boss shouts', '2', '1', '1', STORY],
    ['by its code', 'REPORT my boss shouts', '2', '1', '1', `{code} ${STORY}`],
  ])('is forgotten where it was told %s', async (_where, ...texts) => {
    const line = new Neighborhood({ book: forgetful() });
    let code = '';
    for (const text of texts) {
      await line.text(MAY, text.replace('{code}', code));
      code = /(\d{3,5})/.exec((await line.text(THEO, 'CASES')) ?? '')?.[1] ?? '';
    }
    expect(await line.text(THEO, `SHOW ${code}`)).toContain(STORY);
    await line.pass(HOUR_MS + MINUTE_MS);
    const after = await line.text(THEO, `SHOW ${code}`);
    expect(after).toMatch(/SAFETY/);
    expect(after).not.toContain(STORY);
  });

  it('is kept for half a year as the line comes, also where its case is closed', async () => {
    const { line, show, close } = await reported(book);
    await close();
    await line.pass(30 * DAY_MS);
    expect(await show()).toContain(STORY);
  });
});

describe('what is forgotten', () => {
  const now = '2027-01-04T15:00:00.000Z' as Instant;
  const later = '2027-01-05T15:00:00.000Z' as Instant;
  it('is the note that was told, and no other', () => {
    const told: { readonly notes: readonly string[]; readonly forgets?: readonly Forget[] } = { notes: ['one', 'two'] };
    const c = keptFor(keptFor(told, 'one', HOUR_MS, now), 'three', HOUR_MS, now);
    expect(c.forgets).toHaveLength(1);
    expect(withoutForgotten(c, now)).toBe(c);
    expect(withoutForgotten(c, later)).toEqual({ notes: ['two'], forgets: [] });
  });

  it('is the whole note, however short what was told', () => {
    const told: { readonly notes: readonly string[]; readonly forgets?: readonly Forget[] } = { notes: ['he', 'he comes at five'] };
    expect(withoutForgotten(keptFor(told, 'he', HOUR_MS, now), later).notes).toEqual(['he comes at five']);
    const [long, longer] = ['x'.repeat(70), 'x'.repeat(71)];
    expect(withoutForgotten(keptFor({ notes: [long, longer] }, long, HOUR_MS, now), later).notes).toEqual([longer]);
  });

  it('is forgotten at the earlier of two times', () => {
    const twice = keptFor(keptFor({ notes: ['one'] }, 'one', DAY_MS, now), 'one', HOUR_MS, now);
    expect(twice).toMatchObject({ forgets: [{ at: '2027-01-04T16:00:00.000Z' }] });
    expect(keptFor(twice, 'one', DAY_MS, now)).toBe(twice);
  });

  it('leaves what the same number says of anything else', async () => {
    const line = new Neighborhood({ book: forgetful() });
    await line.text(MAY, 'need food for 4, 11216, today');
    const need = /(\d{3,5})/.exec((await line.text('+15550100100', 'CASES')) ?? '')?.[1] ?? '';
    await line.text(MAY, `${need} hello from the third floor`);
    for (const words of ['REPORT', 'hello from the third floor', '2', '1', '1']) await line.text(MAY, words);
    await line.pass(HOUR_MS + MINUTE_MS);
    expect(await line.text('+15550100100', `SHOW ${need}`)).toContain('hello from the third floor');
  });
});
