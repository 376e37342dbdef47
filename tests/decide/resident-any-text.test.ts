import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextIn } from '../../shared/decide/draft/world.ts';
import { type Case, isOpen } from '../../shared/domain/case.ts';
import { carrierWord } from '../../shared/domain/consent.ts';
import { type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import { understand } from '../../shared/understand/understand.ts';
import { anyText } from '../support/any-text.ts';
import { Memory } from './memory.ts';

const BODY_MAX = 1600;
const must = (text: string): PhoneNumber => {
  const number = phoneNumber(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
};
const PHONES = ['+15550100001', '+15550100002', '+15550100003'].map(must);

/** What people write, so that the walk gets into every corner; arbitrary Unicode so that nothing can be relied on. */
// biome-ignore format: a list of texts.
const SAID = [
  'NEED FOOD', 'need', 'need food and diapers pls', 'need food for 4, 11216, today', 'necesito comida', 'no tenemos comida, somos 5',
  'we have nothing to eat', 'need a ride and food and rent money', 'help me please', 'we also need water', 'food', '1', '2', '3', '4', '5', '9', '0',
  '11216', '90210', 'Fulton and Nostrand', 'today', 'just me', 'for 3 people', 'yes', 'no', 'si', 'skip', 'back', 'start over', 'menu', 'person',
  'status', 'change', 'withdraw', 'report', 'report he hit her', 'call me', 'language', 'espanol', 'english', 'thanks', 'ok', '👍', '', '???',
  'stop', 'please stop texting me', 'start', 'help', 'he has a gun', 'forget me', 'give 20 lb rice', 'info food', 'mwen bezwen manje', '我们没有吃的',
  'x'.repeat(1600), 'need food '.repeat(160), 'hello', 'she was kind', '412', '412 hello',
];

const step = fc.record({
  phone: fc.constantFrom(...PHONES),
  body: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...SAID) }, { weight: 1, arbitrary: anyText(80) }),
  media: fc.constantFrom(0, 0, 0, 1),
  optOut: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 'STOP' as const, 'START' as const, 'HELP' as const),
  minutes: fc.constantFrom(0, 0, 1, 12, 40, 5000),
});

/** Whether what was asked for stands somewhere: a case opened for it, its words with a case, or an open case that holds those needs already. */
const isWrittenDown = (cases: readonly Case[], before: number, body: string): boolean => {
  const { needs } = understand(body);
  const text = body.trim().slice(0, 200);
  return (
    cases.length > before ||
    cases.some(c => c.notes.some(note => note.includes(text) || (note.length > 2 && text.includes(note.slice(0, 200))))) ||
    cases.some(c => isOpen(c) && needs.every(need => c.needs.includes(need)))
  );
};

test('whatever people text, in whatever order: no throw, one short answer at most, a small session, and no request lost', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), steps => {
      const memory = new Memory();
      for (const { phone, body, media, optOut, minutes } of steps) {
        memory.pass(minutes);
        const kept = memory.kept(phone);
        const before = kept.cases.size;
        const wasOut = kept.record?.optedOut !== undefined;
        const text: TextIn = { from: phone, body, media, ...(optOut ? { optOut } : {}) };
        const { reply, outbox } = memory.decide(text);
        expect(reply === null || (reply.length > 0 && reply.length <= BODY_MAX && reply.isWellFormed()), `a good answer: ${reply}`).toBe(
          true,
        );
        expect(reply ?? '').not.toMatch(/\{[a-z-]+\}|undefined|\[object/);
        const after = memory.kept(phone);
        if (after.session) expect(Buffer.byteLength(JSON.stringify(after.session))).toBeLessThanOrEqual(1024);
        const isOut = after.record?.optedOut !== undefined;
        if (isOut) expect(reply, 'nothing is said to who opted out').toBeNull();
        // CALL ME is a wish of this very moment: it is met by a call, whatever was said of texts before.
        if (wasOut && isOut) expect(outbox.filter(o => o.to === phone && o.call?.asked === undefined)).toEqual([]);
        const understood = understand(body);
        const isCommandToUs = optOut !== undefined || carrierWord(body) !== undefined || understood.optOut;
        if (understood.request && !isCommandToUs)
          expect(isWrittenDown([...after.cases.values()], before, body), `lost: ${body}`).toBe(true);
      }
    }),
    { numRuns: 250 },
  );
});
