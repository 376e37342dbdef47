import { isOpen } from '../domain/case.ts';
import type { CaseCode } from '../domain/ids.ts';
import type { Ref } from '../domain/volunteer.ts';
import { matchCommand } from '../script/match.ts';
import { understandReply } from '../understand/reply.ts';
import { accept, acknowledge } from './accept.ts';
import { codeFirst, codeIn } from './codes.ts';
import type { Draft } from './draft.ts';
import { done, late, pass, release } from './held.ts';
import type { Helper, Speaker } from './meet.ts';
import { whatForOffer } from './phrases.ts';
import { passBack } from './relay.ts';

const setDuty = (d: Draft, me: Helper, duty: 'on' | 'off'): void => {
  const v = me.volunteer;
  d.putVolunteer({ ...v, duty });
  const codes = v.held.map(r => r.code).join(', ');
  const line = duty === 'on' ? 'on-duty' : v.held.length > 0 ? 'off-duty-held' : 'off-duty';
  d.reply(d.line(me.language, line, { me: v.name, codes }));
};

const myCases = (d: Draft, me: Helper): void => {
  const held = me.volunteer.held.map(r => d.case(r.number, r.code)).filter(c => c !== undefined && isOpen(c));
  if (held.length === 0) return d.reply(d.line(me.language, 'none-held', { me: me.volunteer.name }));
  const cases = held
    .map(c => (c ? d.line(me.language, 'my-case', { code: c.code, what: whatForOffer(d, c, me.language) }) : ''))
    .join('; ');
  d.reply(d.line(me.language, 'my-cases', { cases }));
};

/** "412 I am 10 minutes away": the words go to the resident under the line's number. */
const relay = (d: Draft, me: Helper, code: CaseCode, words: string): boolean => {
  const c = d.caseByCode(code);
  const mayWrite = c && (c.holder?.number === me.number || (me.powers.coordinator && c.kind !== 'safety'));
  if (!c || !mayWrite) return false;
  if (words === '' || !isOpen(c)) return false;
  const answer = passBack(d, c, me.volunteer.name, words);
  if (answer === 'sent') d.reply(d.line(me.language, 'sent-on', { code }));
  else d.reply(d.line(me.language, answer === 'stopped' ? 'cannot-reach' : 'no-contact', { code }));
  return true;
};

const liveOf = (me: Helper): readonly Ref[] => me.volunteer.live;

/** Whether what waits for this person's word was asked after the last question of a script: an answer goes to what was asked last. */
const offerIsLatest = (d: Draft, me: Helper): boolean => {
  const session = d.session(me.number);
  const latest = liveOf(me).reduce((at, r) => (r.at > at ? r.at : at), '');
  return latest !== '' && (!session || latest > session.at);
};

const decideCommand = (d: Draft, me: Helper, command: string, rest: string): boolean => {
  const { code, words } = codeIn(rest);
  switch (command) {
    case 'accept':
      accept(d, me, code, words);
      return true;
    case 'pass':
      pass(d, me, code, words);
      return true;
    case 'done':
      done(d, me, code, words);
      return true;
    case 'release':
      release(d, me, code, words);
      return true;
    case 'late':
      late(d, me, code, words);
      return true;
    case 'on':
    case 'off':
      if (rest !== '') return false;
      setDuty(d, me, command);
      return true;
    case 'my-cases':
      myCases(d, me);
      return true;
    case 'call':
      d.reply(d.line(me.language, 'volunteer-help'));
      return true;
    default:
      return false;
  }
};

/** YES, OK, 1, "I can", SI; "no but I can in 2 hours": an answer to what is open for them, if something is. */
const decideReply = (d: Draft, me: Helper, text: string): boolean => {
  if (liveOf(me).length === 0 || !offerIsLatest(d, me)) return false;
  const named = /(?<!\d)[1-9]\d{2,4}(?!\d)/.exec(text)?.[0] as CaseCode | undefined;
  const code = named && liveOf(me).some(r => r.code === named) ? named : undefined;
  const reply = understandReply(code ? text.replace(code, ' ').trim() : text);
  if (reply === null) return false;
  const pages = liveOf(me).filter(r => r.kind === 'page' && (!code || r.code === code));
  const [page] = pages;
  if (reply === 'accept' && page && pages.length === 1 && (code || liveOf(me).length === 1)) acknowledge(d, me, page.code);
  else if (reply === 'accept') accept(d, me, code, extraWords(text));
  else pass(d, me, code, text);
  return true;
};

/** A bare YES carries no words; "ok but only after 5" does. */
const extraWords = (text: string): string => (text.trim().split(/\s+/).length > 2 ? text.trim() : '');

/**
 * A text of a volunteer, or of someone of the team, about cases. Answers false where it was none: then they are a neighbor like
 * everyone, who may need help too.
 */
export const decideVolunteer = (d: Draft, speaker: Speaker, text: string): boolean => {
  if (!speaker.volunteer) return false;
  const me: Helper = { ...speaker, volunteer: speaker.volunteer };
  const coded = codeFirst(text);
  if (coded && relay(d, me, coded.code, coded.words)) return true;
  const matched = matchCommand(d.world.book, me.language, text);
  if (matched && decideCommand(d, me, matched.command, matched.rest)) return true;
  if (decideReply(d, me, text)) return true;
  const [only] = me.volunteer.held;
  if (only && !matched && me.volunteer.held.length === 1 && !d.session(me.number)) {
    d.reply(d.line(me.language, 'start-with-code', { code: only.code }));
    return true;
  }
  return false;
};
