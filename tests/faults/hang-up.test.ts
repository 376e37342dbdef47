import { expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import type { Case } from '../../shared/domain/case.ts';
import { casesOf } from './call-paths.ts';
import { callOf, type Doing, everyStep, RESIDENT, type Reached, SCENES } from './every-step.ts';

/**
 * Questions that only texts are asked, that a volunteer answers by text, or that need a third language; and those to which only a second request from a
 * landline leads, and words for CHANGE, whose ways are in `call-landline-other-phone.txt` and `change-in-own-words.txt`.
 */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'give-back.sure',
  'apart.which',
  'give-back.which',
  'for-report.which',
  'for-whom.which',
  'which.which',
  'doubt.now',
  'language.which',
  'reach.there',
  'reach.here',
  'change.words',
]);

const isOwned = (c: Case): boolean => c.next !== undefined || c.holder !== undefined || c.outcome !== undefined;
/** Words that cannot stand in the one text that may follow, whoever reads over their shoulder. */
const tells = (text: string, cases: readonly Case[]): boolean =>
  /food|comida|ride|report|danger|volunteer/i.test(text) || cases.some(c => text.includes(c.code));

const saidTo = (path: readonly Doing[]): readonly Doing[] => path.filter(d => typeof d === 'object' && ('say' in d || 'record' in d));
const phoneKeyed = (path: readonly Doing[]): boolean => path.some(d => typeof d === 'object' && 'key' in d && d.key.length === 10);

/** What is wrong after a caller hung up here. */
const wrongAfter = async ({ hood, caller }: Reached, path: readonly Doing[], hangUp: () => Promise<void>): Promise<readonly string[]> => {
  const wrong: string[] = [];
  const before = await casesOf(hood);
  hood.takeSent();
  const asksNumber = phoneKeyed(path) && /right|correct/i.test(caller.heard);
  const waits = (await callOf({ hood, caller }))?.stage === 'waiting';
  await hangUp();
  const cases = await casesOf(hood);
  const texts = hood.takeSent().filter(s => s.to === caller.from && caller.from === RESIDENT);
  if (cases.length < before.length) wrong.push('a case is gone');
  if (saidTo(path).length > 0 && cases.length === 0) wrong.push('what was said is nowhere');
  for (const c of cases) if (!isOwned(c)) wrong.push(`nobody has ${c.kind} and nothing is due`);
  if (asksNumber && !cases.some(c => c.keyed ?? c.reach)) wrong.push('the number is lost');
  if (waits && !cases.some(c => c.callBack)) wrong.push('nobody calls back');
  if (texts.length > 1) wrong.push(`${texts.length} texts`);
  for (const { body } of texts) if (tells(body, cases)) wrong.push(`the text tells: ${body}`);
  if ((await callOf({ hood, caller }))?.stage !== 'ended') wrong.push('the call goes on');
  await hood.pass(3_600_000);
  for (const c of await casesOf(hood)) if (!isOwned(c)) wrong.push(`an hour later nobody has ${c.kind} and nothing is due`);
  if (hood.logged.join().includes('"level":"error"')) wrong.push('an error');
  return wrong;
};

const asked = Object.entries(book.scripts).flatMap(([script, { nodes }]) =>
  Object.entries(nodes).flatMap(([id, node]) => (node.kind === 'ask' ? [`${script}.${id}`] : [])),
);

test('whoever hangs up at any question of any script, in the queue, at a recording or in the volunteer’s menu: nothing is lost, and nothing waits for nobody', async () => {
  const { met, found } = await everyStep(SCENES, (reached, path) => wrongAfter(reached, path, () => reached.caller.hangUp()));
  expect(found).toEqual([]);
  expect(asked.filter(question => !met.has(question) && !ELSEWHERE.has(question))).toEqual([]);
}, 240_000);

test('a line that does not hear that they hung up is found out', async () => {
  const [scene] = SCENES;
  if (!scene) throw new Error('There is a scene');
  const { found } = await everyStep([{ ...scene }], (reached, path) =>
    path.length > 2 ? Promise.resolve([]) : wrongAfter(reached, path, () => Promise.resolve()),
  );
  expect(found.some(what => what.endsWith('the call goes on'))).toBe(true);
  expect(found.some(what => what.endsWith('nobody calls back'))).toBe(true);
}, 240_000);
