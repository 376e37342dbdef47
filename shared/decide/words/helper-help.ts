import { HOUR_MS, msBetween } from '../../domain/ids.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { coordinatorsFor } from '../draft/tell.ts';
import { answersMenu } from '../draft/turn.ts';

/** The words that whoever helps may text: a team's own, or a volunteer's. */
export const helperHelp = (d: Draft, me: Speaker): string => {
  const inTeam = me.powers.coordinator || me.powers.leads.length > 0;
  return d.line(me.language, inTeam ? 'team-help' : 'volunteer-help');
};

/** Whoever is not understood twice within so long is read by a person. */
const LOST_MS = HOUR_MS;
const WORDS_MAX = 200;

/** Their words go to the coordinators. Answers whether there was anybody to read them. */
const readByCoordinator = (d: Draft, { number, volunteer }: Speaker, words: string): boolean => {
  const people = coordinatorsFor(d, { number });
  for (const to of people) {
    const fill = { name: volunteer?.name ?? '', words: words.slice(0, WORDS_MAX) };
    d.send(to, d.line(d.languageOfVolunteer(to), 'helper-lost', fill), 'helper-lost', 'notice');
  }
  return people.length > 0;
};

/** A coordinator has nobody else to read it; anybody else does, from the second time on. */
const reachesPerson = (d: Draft, me: Speaker, words: string): boolean => {
  const { volunteer: v, powers } = me;
  if (!v || powers.coordinator) return false;
  const { lost, ...found } = v;
  const again = lost !== undefined && msBetween(lost, d.now) < LOST_MS && readByCoordinator(d, me, words);
  d.putVolunteer(again ? found : { ...found, lost: d.now });
  return again;
};

/**
 * Words of somebody of the roster or the team that mean nothing to us: they hear what they can text, and nothing is opened. Whoever helps is
 * never taken for somebody who asks for a person unless they say so; not understood twice, they are read by one. Answers false for a resident.
 */
export const tellsHelper = (d: Draft, me: Speaker, words: string): boolean => {
  if (!me.volunteer || d.channel !== 'sms') return false;
  d.reply(d.line(me.language, reachesPerson(d, me, words) ? 'helper-lost-told' : 'sorry'));
  d.reply(helperHelp(d, me));
  return true;
};

/** The same for words to the menu that are none of its choices, and no request. */
export const lostOnMenu = (d: Draft, me: Speaker, words: string, understood: Understanding): boolean =>
  me.volunteer !== undefined &&
  d.session(me.number)?.script === 'menu' &&
  !understood.request &&
  !answersMenu(d, me, words) &&
  tellsHelper(d, me, words);
