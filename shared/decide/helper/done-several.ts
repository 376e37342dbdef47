import type { Case } from '../../domain/case.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { doneSeveralIn } from '../../understand/done-several.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { finish } from './done.ts';

/** The case as it is now, if it is still theirs to be called done. */
const stillHeld = (d: Draft, me: Helper, code: CaseCode): Case | undefined => {
  const c = d.caseByCode(code);
  return c && c.status === 'accepted' && c.holder?.number === me.number ? c : undefined;
};

/** Those of their cases that the words mean; undefined where it cannot be told which. */
const meant = ({ volunteer: { held } }: Helper, said: NonNullable<ReturnType<typeof doneSeveralIn>>): readonly CaseCode[] | undefined => {
  if ('codes' in said) {
    const theirs = held.filter(r => said.codes.includes(r.code));
    return theirs.length === said.codes.length ? theirs.map(r => r.code) : undefined;
  }
  const asked = held.filter(r => r.asked !== undefined);
  // One question waits for their word: "all done" answers that.
  if (said.all === 'all' && asked.length === 1) return undefined;
  const those = asked.length > 1 ? asked : held;
  return said.all === 'all' || those.length === 2 ? those.map(r => r.code) : undefined;
};

/** Everything they thank for in one sentence where it can be said so; whoever gave hours gave them once. */
const finishAll = (d: Draft, given: Helper, cases: readonly Case[], hours: string): void => {
  const ends = cases.map((c, i) => {
    const me = { ...given, volunteer: d.volunteer(given.number) ?? given.volunteer };
    return { code: c.code, ...finish(d, me, c, i === 0 ? hours : '') };
  });
  const { language, volunteer } = given;
  const plain = ends.filter(end => end.line === 'done-thanks');
  const others = plain.length > 1 ? ends.filter(end => !plain.includes(end)) : ends;
  for (const { line, code, hours: noted } of others) d.reply(d.line(language, line, { me: volunteer.name, code, hours: noted }));
  if (plain.length > 1) d.reply(d.line(language, 'done-several', { me: volunteer.name, codes: plain.map(end => end.code).join(', ') }));
};

/** "Done both", "done 412 418", from somebody who has several cases. Answers false where it is anything else, or cannot be told which. */
export const doneSeveral = (d: Draft, me: Helper, text: string): boolean => {
  if (me.volunteer.held.length < 2) return false;
  const said = doneSeveralIn(text);
  const codes = said && meant(me, said);
  if (!said || !codes) return false;
  const cases = codes.map(code => stillHeld(d, me, code)).filter(c => c !== undefined);
  if (cases.length < 2) return false;
  finishAll(d, me, cases, said.hours);
  return true;
};
