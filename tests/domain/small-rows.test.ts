import { describe, expect, test } from 'vitest';
import { changedNumbers } from '../../shared/decide/draft/changed-numbers.ts';
import { ASKED_MAX, type Asked, type Case, openCase, withExcluded, withNews, withNote, withOffers } from '../../shared/domain/case.ts';
import { keptFor } from '../../shared/domain/forget.ts';
import { type CaseCode, caseCode, DAY_MS, instant, language, later, type PhoneNumber, personId } from '../../shared/domain/ids.ts';
import { isPaged, reminded, withoutPaged, withPaged } from '../../shared/domain/paged.ts';
import type { NumberRecord, Person } from '../../shared/domain/person.ts';
import { type Recording, withRecording } from '../../shared/domain/recording.ts';
import { PAGES_MAX, type Ref } from '../../shared/domain/refs.ts';
import { guestOf, withLive } from '../../shared/domain/volunteer.ts';
import { sampleCommunity } from '../support/neighborhood.ts';

/** What happens to one row so often is more than a line lives through in years. */
const OFTEN = 5_000;
const AT = instant(Date.parse('2026-05-04T10:00:00Z'));
const codeOf = (n: number): CaseCode => caseCode(`${10_000 + n}`) as CaseCode;
const numberOf = (n: number): PhoneNumber => `+1555${String(n).padStart(7, '0')}` as PhoneNumber;
const bytes = (row: unknown): number => Buffer.byteLength(JSON.stringify(row));
const often = <T>(from: T, step: (now: T, n: number) => T): T => {
  let now = from;
  for (let n = 0; n < OFTEN; n++) now = step(now, n);
  return now;
};

const blank = openCase({
  code: codeOf(1),
  kind: 'need',
  number: numberOf(1),
  person: personId('p'),
  language: language('en'),
  needs: ['food'],
  at: AT,
  next: { what: 'dispatch', at: AT },
});
const rosa = guestOf(sampleCommunity(), '+15550100100' as PhoneNumber);
if (!rosa) throw new Error('Rosa is of the team');
const page = (n: number): Ref => ({ code: codeOf(n), number: numberOf(n), at: later(AT, n), kind: 'page' });

describe('a row stays small', () => {
  test('of whoever is told of every case there is', () => {
    const told = often(rosa, (v, n) => withLive(v, page(n)));
    expect(told.live.map(r => r.code)).toEqual(Array.from({ length: PAGES_MAX }, (_, i) => codeOf(OFTEN - PAGES_MAX + i)));
    expect(bytes(told)).toBeLessThan(8_000);
  });

  test('of a case for which everybody is told, asked, never asked again, and given it', () => {
    const asked = (n: number): Asked => ({ number: numberOf(n), name: `V${n}`, at: AT, round: n, state: 'passed', words: 'x'.repeat(200) });
    const c = often(blank, (now: Case, n) =>
      withPaged({ ...withOffers(now, [asked(n)]), excluded: withExcluded(now.excluded, numberOf(n)) }, [numberOf(n)]),
    );
    expect(c.asked).toHaveLength(ASKED_MAX);
    expect(c.excluded.at(-1)).toBe(numberOf(OFTEN - 1));
    expect(bytes(c)).toBeLessThan(80_000);
  });

  test('of a case about which very much is said that may not be kept for long', () => {
    const c = often(blank, (now: Case, n) => keptFor(withNote(now, `${n} ${'x'.repeat(1_600)}`), `${n} ${'x'.repeat(1_600)}`, DAY_MS, AT));
    const told = often(c, (now, n) => withNews(now, 'released', { number: numberOf(n), name: 'V' }, AT, 'x'.repeat(200)));
    expect(told.forgets?.length).toBeLessThanOrEqual(told.notes.length);
    expect(bytes(told)).toBeLessThan(32_000);
  });

  test('of a case for which a machine understands words without end', () => {
    const all = often([] as readonly Recording[], (now, n) =>
      withRecording(
        now,
        { id: `r${n % 40}`, slot: 'story', at: AT },
        { transcript: { sid: `T${n}`, text: 'x'.repeat(n % 3 === 0 ? 1_600 : 90) } },
      ),
    );
    expect(all[0]?.transcript?.[0]?.text).toBe('x'.repeat(1_600));
    expect(bytes(all)).toBeLessThan(100_000);
  });

  test('of a phone that everybody uses; whoever has it now or has something open is never forgotten', () => {
    const number = numberOf(1);
    const person = (n: number): Person => ({ id: personId(`p${n}`), number, language: language('en'), languageSure: false });
    const open = { ...blank, person: personId('p3') } as Case & { readonly next: NonNullable<Case['next']> };
    const persons = often([] as readonly Person[], (known, n) => {
      const record: NumberRecord = { number, firstContactAt: AT, current: personId(`p${n}`) };
      const thread = { number, persons: known, cases: n < 3 ? [] : [open] };
      const [changed] = changedNumbers(new Map([[number, record]]), new Map([[`${number}/p${n}`, person(n)]]), () => thread, AT);
      return changed?.kind === 'number' ? changed.persons : [];
    });
    const ids = persons.map(p => p.id as string);
    expect(ids).toHaveLength(30);
    expect(ids).toEqual(['p3', ...Array.from({ length: 29 }, (_, i) => `p${OFTEN - 29 + i}`)]);
  });
});

describe('who was told of a case is in mind when they name it', () => {
  const c = withPaged({ ...blank, code: codeOf(7) }, [rosa.number]);
  const told = often(rosa, (v, n) => withLive(v, page(n)));

  test('though their row has forgotten it: as a page behind all others', () => {
    expect(told.live.some(r => r.code === c.code)).toBe(false);
    expect(isPaged(told, c)).toBe(true);
    const [first, ...others] = reminded(told, [c]).live;
    expect(first).toEqual({ code: c.code, number: c.number, at: c.openedAt, kind: 'page' });
    expect(others).toEqual(told.live);
  });

  test('and not where they have said their word, or it is in their row', () => {
    expect(reminded(told, [withoutPaged(c, rosa.number)])).toBe(told);
    const fresh = withLive(told, { ...page(7) });
    expect(reminded(fresh, [c])).toBe(fresh);
    expect(reminded(told, [blank])).toBe(told);
  });
});
