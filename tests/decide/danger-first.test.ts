import { describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import type { Decision } from '../../shared/decide/draft/world.ts';
import { decideSms } from '../../shared/decide/sms.ts';
import type { Case } from '../../shared/domain/case.ts';
import { HOUR_MS, messageSid, type PhoneNumber } from '../../shared/domain/ids.ts';
import { openCases } from '../../shared/table/keys.ts';
import { loadForText } from '../../shared/table/load.ts';
import { nounOf } from '../../shared/table/rows.ts';
import type { Row } from '../../shared/table/store.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const ANA = '+15550100201';
const BO = '+15550100202';
const ROSA = '+15550100100';
const LEAD = '+15550100101';
const THEO = '+15550100103';
const MAY = '+15550100001';
const SOL = '+15550100002';
const VOLUNTEERS = 'Ana,+15550100201,en,food,,,Mon 17:00-21:00,yes,no\nBo,+15550100202,en,food;rides,,,always,yes,no';

/** Of each command its first word: what a helper might have begun to text. */
const COMMANDS = Object.values(book.words.en?.commands ?? {}).flatMap(words => (Array.isArray(words) ? [String(words[0])] : []));
const DANGER = 'he has a gun';
/** Danger alone, and behind everything that is read before words are read: a digit, a code, a yes, a no, each of our commands, with a code and without. */
const formsWith = (code: string): readonly string[] => [
  DANGER,
  ...['1', '2', '0', 'yes', 'no', 'ok', code, `1 ${code}`, `${code} note`, `${code} close`].map(before => `${before} ${DANGER}`),
  ...COMMANDS.flatMap(word => [`${word} ${DANGER}`, `${word} ${code} ${DANGER}`]),
];

/** What the line would do with this text, as things stand. Nothing of it is done. */
const wouldDo = async ({ runtime }: Neighborhood, from: string, body: string): Promise<Decision> => {
  const sid = messageSid('SMdddddddddddddddddddddddddddddddd');
  const { community, config: home } = runtime;
  const given = { community, book, home, now: runtime.now(), cause: sid, attempt: 0, clashes: 0 };
  const loaded = await loadForText(runtime.store, given, from as PhoneNumber, body, sid);
  if ('seen' in loaded) throw new Error('this text was answered before');
  return decideSms(loaded.world, { from: from as PhoneNumber, body, media: 0 });
};

/** A case of theirs about this danger, whose people are paged now. */
const isPaged = ({ puts }: Decision, from: string): boolean =>
  puts.some(e => e.kind === 'case' && e.value.number === from && e.value.danger === 'violence' && e.value.next?.what === 'page');

/** The texts that are taken for anything else than danger, whoever they come from. */
const missed = async (hood: Neighborhood, from: string, code: string): Promise<readonly string[]> => {
  const ill: string[] = [];
  for (const body of formsWith(code)) {
    const decision = await wouldDo(hood, from, body);
    if (!(decision.reply?.includes('911') && isPaged(decision, from))) ill.push(`${body}: ${decision.reply}`);
  }
  return ill;
};

/** The line after these texts and hours, in which {A} is the code of the first case; with that code, and with what this person heard last. */
type Moment = readonly (readonly [from: string, body: string] | number)[];
const after = async (
  moment: Moment,
  from: string,
): Promise<{ readonly hood: Neighborhood; readonly code: string; readonly last: string }> => {
  const hood = new Neighborhood();
  await hood.volunteers(VOLUNTEERS);
  let code = '';
  let last = '';
  for (const step of moment) {
    const reply = typeof step === 'number' ? await hood.pass(step) : await hood.text(step[0], step[1].replace('{A}', code));
    code ||= nounOf<Case>((await hood.store.read({ query: [openCases(1)] })).found[0]?.[0] as Row).code;
    if (reply && typeof step !== 'number' && step[0] === from) last = reply;
    last = hood.takeSent().findLast(text => text.to === from)?.body ?? last;
  }
  return { hood, code, last };
};

const NEED: readonly [string, string] = [MAY, 'need food for 4, 11216, today'];
const TAKEN: Moment = [NEED, [BO, 'accept']];

/** Who texts, what they heard last, and what happened before. */
const MOMENTS: readonly (readonly [name: string, from: string, heard: string, moment: Moment])[] = [
  ['a volunteer who is asked nothing', ANA, '', [NEED]],
  ['a volunteer with an offer', BO, 'Can you take', [NEED]],
  ['a volunteer with two offers', BO, 'Can you take', [NEED, [SOL, 'need food for 2, 11216, today']]],
  ['a volunteer who has a case', BO, 'is yours', TAKEN],
  ['a volunteer who is asked how it stands', BO, 'done, Bo? 1 done', [...TAKEN, 3 * HOUR_MS]],
  [
    'a volunteer who is asked whether to give it back',
    BO,
    'ask someone else',
    [...TAKEN, 3 * HOUR_MS, [BO, "can't make it until 6"], [BO, 'busy tonight']],
  ],
  ['a volunteer who gave a case back', BO, 'someone else', [...TAKEN, [BO, 'release']]],
  ['a volunteer who is off', BO, 'off call', [NEED, [BO, 'off']]],
  ['a volunteer who asks for something themselves', BO, 'ZIP', [NEED, [BO, 'need a ride']]],
  ['a volunteer at the menu', BO, '1 ask for help', [NEED, [BO, 'menu']]],
  ['a volunteer whose shift is looked for', ANA, 'we ask your pod', [NEED, [ANA, 'cover monday']]],
  ['a volunteer who is asked to cover', BO, 'Can you cover', [NEED, [BO, 'pass'], [ANA, 'cover monday']]],
  ['the coordinator', ROSA, '', [NEED]],
  ['the coordinator with a page', ROSA, 'asks for a person', [[MAY, 'person']]],
  ['the coordinator who has a case', ROSA, 'gave you', [NEED, [ROSA, 'assign {A} Rosa']]],
  ['the coordinator who asks for something', ROSA, 'ZIP', [NEED, [ROSA, 'need food']]],
  ['a pod lead', LEAD, '', TAKEN],
  ['somebody for safety with a page', THEO, 'SAFETY', [[MAY, 'my husband is beating me']]],
  ['a resident at the menu', SOL, '1 ask for help', [NEED, [SOL, 'hi']]],
  ['a resident who is asked where', SOL, 'ZIP', [NEED, [SOL, 'need food']]],
  ['a resident who is asked when', SOL, 'When', [NEED, [SOL, 'need food'], [SOL, '11216']]],
  ['a resident who tells of a report', SOL, 'What happened', [NEED, [SOL, 'report']]],
  ['a resident who is asked of danger', SOL, 'danger now', [NEED, [SOL, 'report the driver was rude']]],
  ['a resident whose case somebody has', MAY, 'is taking', TAKEN],
  ['a resident who is asked whether it came', MAY, 'Did it arrive?', [...TAKEN, [BO, 'done']]],
  ['a resident who is asked how it went', MAY, 'How did it go', [...TAKEN, [BO, 'done'], [MAY, '1']]],
  ['a resident who takes a request back', MAY, 'Withdraw', [NEED, [MAY, 'withdraw']]],
];

describe('words of danger come before everything else that a text may be', () => {
  test.each(MOMENTS)('from %s', async (_name, from, heard, moment) => {
    const { hood, code, last } = await after(moment, from);
    expect(last).toContain(heard);
    expect(await missed(hood, from, code)).toEqual([]);
    await hood.store.close();
  });
});
