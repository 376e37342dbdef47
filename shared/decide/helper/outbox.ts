import { age } from '../../domain/age.ts';
import type { Language } from '../../domain/ids.ts';
import type { Outgoing } from '../../domain/outgoing.ts';
import { wordsAside } from '../../domain/undelivered.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';

/** How many one OUTBOX names; the command line lists all. */
const LISTED_MAX = 8;
/** Of a number that is nobody's of ours so much is said, to tell it from others. */
const SHOWN_DIGITS = 4;

/** Whom it was for: a name, whoever the case is from, or the end of a number. */
const whom = (d: Draft, language: Language, { to, about }: Outgoing): string =>
  d.anyVolunteer(to)?.name ?? (about?.number === to ? d.line(language, 'outbox-them') : `...${to.slice(-SHOWN_DIGITS)}`);

const item = (d: Draft, language: Language, text: Outgoing, i: number): string => {
  const fill = { no: i + 1, to: whom(d, language, text) };
  return text.about ? d.line(language, 'outbox-item-case', { ...fill, code: text.about.code }) : d.line(language, 'outbox-item', fill);
};

const list = (d: Draft, { language }: Speaker, aside: readonly Outgoing[]): void => {
  const shown = aside.slice(0, LISTED_MAX).map((text, i) => item(d, language, text, i));
  const more = aside.length - shown.length;
  d.reply(d.line(language, more > 0 ? 'outbox-more' : 'outbox', { texts: shown.join('; '), more }));
};

/** One of them. What was about a case is read there, by whoever may; what was an answer to somebody is for nobody else. */
const show = (d: Draft, { language }: Speaker, text: Outgoing, no: number): void => {
  const fill = { no, to: whom(d, language, text), age: age(text.at, d.now), error: text.errorCode ?? 0 };
  if (text.about) return d.reply(d.line(language, 'outbox-show-case', { ...fill, code: text.about.code }));
  const words = wordsAside(text);
  d.reply(words === undefined ? d.line(language, 'outbox-show-answer', fill) : d.line(language, 'outbox-show', { ...fill, words }));
};

/** OUTBOX, OUTBOX 2: the texts that could not be sent and that nothing makes up for. */
export const replyOutbox = (d: Draft, me: Speaker, rest: string): void => {
  const aside = d.world.setAside ?? [];
  if (aside.length === 0) return d.reply(d.line(me.language, 'outbox-none'));
  const no = Number(/^\W*(\d{1,2})\W*$/.exec(rest)?.[1] ?? 0);
  const text = aside[no - 1];
  if (text) show(d, me, text, no);
  else list(d, me, aside);
};

/** How many there are, for the daily list; empty where there are none. */
export const outboxWords = (d: Draft, language: Language): string => {
  const n = d.world.setAside?.length ?? 0;
  return n === 0 ? '' : d.line(language, 'digest-outbox', { n });
};
