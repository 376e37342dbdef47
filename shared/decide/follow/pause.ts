import { type Case, isOpen } from '../../domain/case.ts';
import type { Community } from '../../domain/community.ts';
import { DAY_MS, HOUR_MS, type Instant, type Language, later, msBetween, type PhoneNumber } from '../../domain/ids.ts';
import { AS_USUAL, type Paused, pauseIn, type Standing } from '../../domain/standing.ts';
import { overAt } from '../../domain/time-over.ts';
import { dayAsSaid, untilIn } from '../../domain/until.ts';
import { wallAt } from '../../domain/wall.ts';
import { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { tellCoordinators, tellResident, withRole } from '../draft/tell.ts';
import type { Decision, World } from '../draft/world.ts';

/** The pause that holds new requests at this moment, if there is one. */
export const pauseNow = (d: Draft): Paused | undefined => pauseIn(d.world.standing, d.now);

/** In a text an accent that is not of its alphabet would double its length. */
export const plainFor = (d: Draft, day: string): string => (d.channel === 'sms' ? day.normalize('NFD').replace(/\p{M}/gu, '') : day);

/** "until Tuesday", or "for now" where nobody said until when. */
export const untilWords = (d: Draft, { until }: Pick<Paused, 'until'>, language: Language): string =>
  until === undefined
    ? d.line(language, 'until-open')
    : d.line(language, 'until-day', { day: plainFor(d, dayAsSaid(until, d.now, d.world.community.timezone, language)) });

/** How long requests took is known whether the line is paused or not. */
const put = (d: Draft, value: Standing): void => {
  const { waits } = d.standing;
  d.putStanding(waits ? { ...value, waits } : value);
};

const tellOthers = (
  d: Draft,
  line: string,
  by: { readonly name: string; readonly number?: PhoneNumber },
  paused: Pick<Paused, 'until'>,
): void => {
  for (const to of withRole(d, 'coordinator')) {
    const language = d.languageOfVolunteer(to);
    if (to !== by.number)
      d.send(
        to,
        d.line(language, line, { name: by.number ? by.name : d.line(language, 'a-coordinator'), until: untilWords(d, paused, language) }),
        line,
        'notice',
      );
  }
};

/** Words between PAUSE and the day that mean nothing by themselves. */
const isBare = (rest: string): boolean => rest.replace(/\W+/g, '') === '';

/** Whether these words say until when, or nothing at all, which is until somebody ends it. */
export const isRead = (rest: string, now: Instant, { timezone, languages }: Pick<Community, 'timezone' | 'languages'>): boolean =>
  isBare(rest) || untilIn(rest, now, timezone, languages) !== undefined;

/** New requests wait from now on. Answers what is said to whoever asked for it: what was done, or how to say it. */
export const pauseFor = (
  d: Draft,
  rest: string,
  by: { readonly name: string; readonly number?: PhoneNumber },
  language: Language,
): string => {
  const { timezone, languages } = d.world.community;
  const until = isBare(rest) ? undefined : untilIn(rest, d.now, timezone, [language, ...languages]);
  if (!isBare(rest) && until === undefined) return d.line(language, 'pause-how');
  const { letsGo: _letsGo, paused: before } = d.world.standing;
  const paused: Paused = { since: before?.since ?? d.now, by: by.name, ...(until ? { until } : {}) };
  put(d, { paused });
  tellOthers(d, 'paused-by', by, paused);
  return d.line(language, 'paused-told', { until: untilWords(d, paused, language) });
};

/** It is over: what was kept goes out, in its order. Said also where nothing was paused, since another may have said it a moment ago. */
export const resumeFor = (d: Draft, by: { readonly name: string; readonly number?: PhoneNumber }, language: Language): string => {
  const was = d.world.standing.paused;
  put(d, was ? over(d) : d.world.standing);
  if (was) tellOthers(d, 'resumed-by', by, was);
  return d.line(language, was ? 'resumed-told' : 'not-paused');
};

const over = (d: Draft): Standing => ({ ...AS_USUAL, letsGo: { since: d.now, at: d.now, gone: 0 } });

/** The pause came to the end that was set for it. */
export const decidePauseOver = (world: World): Decision => {
  const d = new Draft(world);
  const { paused } = world.standing;
  if (paused?.until === undefined || paused.until > d.now) return d.decision();
  put(d, over(d));
  for (const to of withRole(d, 'coordinator')) d.send(to, d.line(d.languageOfVolunteer(to), 'pause-over'), 'pause-over', 'notice');
  return d.decision();
};

/** With this word a pause without an end begins, which a slip of the thumb must not begin. */
const NOW = /^\W*(?:now|ya|ahora)\W*$/i;

/** PAUSE and RESUME of a coordinator. Bare PAUSE would silence the line until somebody notices, or take the end away that was set: that is asked once more. */
export const decidePause = (d: Draft, me: Speaker, command: string, rest: string): void => {
  const by = { name: me.volunteer?.name ?? 'coordinator', number: me.number };
  const [pause, resume] = [d.keyword(me.language, 'pause'), d.keyword(me.language, 'resume')];
  if (command === 'resume') return d.reply(isBare(rest) ? resumeFor(d, by, me.language) : d.line(me.language, 'resume-how', { resume }));
  const endless = pauseNow(d) && pauseNow(d)?.until === undefined;
  if (isBare(rest) && !endless) return d.reply(d.line(me.language, 'pause-sure', { pause, resume }));
  d.reply(pauseFor(d, NOW.test(rest) ? '' : rest, by, me.language));
};

/** A coordinator may see to it meanwhile, but nobody is asked; without an end that was set it is looked at again every day. */
const KEPT_LONGER_MS = HOUR_MS;
/** Of what is needed today a coordinator hears again after so long, if it still waits. */
const TOLD_AGAIN_MS = 20 * HOUR_MS;

/** Whether it is needed before the pause ends: at a time to come, or today where the pause does not end today. */
const isNeededSooner = (d: Draft, c: Case, { until }: Paused): boolean => {
  if (c.by) return overAt(c.by) > d.now && (until === undefined || c.by.at < until);
  const day = (at: Instant): string => wallAt(at, d.world.community.timezone).slice(0, 10);
  return c.when === 'today' && (until === undefined || day(until) > day(d.now));
};

/** What it was kept with, where a coordinator need not hear of it; told now, where they must. */
const withTold = (d: Draft, c: Case, paused: Paused): Pick<Case, 'keptTold'> => {
  if (!isNeededSooner(d, c, paused)) return {};
  if (c.keptTold !== undefined && msBetween(c.keptTold, d.now) < TOLD_AGAIN_MS) return {};
  tellCoordinators(d, 'kept-urgent', c, {}, 'urgent', c.number);
  return { keptTold: d.now };
};

/** The places that are open meanwhile, as the neighborhood's file names them; empty where it names none. */
export const openMeanwhile = (d: Draft, language: Language): string => {
  const { openMeanwhile: places } = d.world.community.pause;
  return places.length === 0 ? '' : d.line(language, 'open-meanwhile', { places: places.join('; ') });
};

/** Whom to call now, and what is open. */
const meanwhile = (d: Draft, language: Language): string => {
  const { services } = d.world.community.emergency;
  const open = openMeanwhile(d, language).replace(/\.$/, '');
  return open === '' ? services : `${services}. ${open}`;
};

/**
 * Whether this request waits because the line is paused: it was not put to anybody yet, and nobody is in danger. It is kept, and its person is
 * told, once; a coordinator is, where it is needed before the pause is over. When the pause is over they are told that too, and it goes on.
 */
export const keptInPause = (d: Draft, c: Case): Case | undefined => {
  const paused = pauseNow(d);
  const fresh = c.asked.length === 0 && c.escalation.times === 0 && c.urgency !== 'now' && isOpen(c);
  if (!paused || !fresh) return undefined;
  const language = d.languageOf(c.number, c.person);
  if (!c.kept) tellResident(d, c, 'full-told', { until: untilWords(d, paused, language), services: meanwhile(d, language) });
  d.note(c.code, 'waits: the line is paused', 'line');
  const at = paused.until ? later(paused.until, KEPT_LONGER_MS) : later(d.now, DAY_MS);
  const again = later(d.now, DAY_MS);
  const told = withTold(d, c, paused);
  const looked = isNeededSooner(d, c, paused) && again < at ? again : at;
  return {
    ...c,
    ...told,
    kept: c.kept ?? d.now,
    keptFor: c.when ?? 'unsaid',
    ...(c.by ? { keptBy: c.by.at } : {}),
    next: { what: 'dispatch', at: looked },
  };
};

/** A request that was kept goes on, and its person hears so. */
export const goesOnAfterPause = (d: Draft, { kept, keptTold: _told, keptFor: _for, keptBy: _by, ...c }: Case): Case => {
  if (kept) tellResident(d, c, 'full-over');
  return c;
};
