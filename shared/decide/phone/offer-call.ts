import { isFree } from '../../domain/case.ts';
import type { Speaker } from '../draft/meet.ts';
import type { OutDraft } from '../draft/out-draft.ts';
import { byCall } from '../draft/tell.ts';
import { accept, takenLine } from '../helper/accept.ts';
import { pass } from '../helper/pass.ts';
import { aloud, whatAloud } from '../words/aloud.ts';
import { detailsForHolder, talkBy } from '../words/phrases.ts';

/** The offer as a text has it, and the keys. Where it is over by now they hear so, as they would in answer to a text. */
export const hearOffer = (d: OutDraft, me: Speaker): void => {
  const { about } = d.out;
  const c = about && d.case(about.number, about.code);
  const mine = about && me.volunteer?.live.some(r => r.code === about.code);
  if (!c || !isFree(c) || !mine) {
    d.reply(d.line(me.language, 'call-offer-over', { code: about?.code ?? '', me: me.volunteer?.name ?? '' }));
    return d.ends();
  }
  d.asks('choice', aloud(d, me.language, 'call-offer', { code: c.code, what: whatAloud(d, c, me.language) }));
};

/** 1 accepts, 2 passes; anything else is heard again. */
export const offerKey = (d: OutDraft, me: Speaker, digits: string): void => {
  const code = d.out.about?.code;
  const { volunteer } = me;
  if (!code || !volunteer || (digits !== '1' && digits !== '2')) return hearOffer(d, me);
  if (digits === '2') {
    pass(d, { ...me, volunteer }, code, '');
    return d.ends();
  }
  accept(d, { ...me, volunteer }, code, '');
  const { about } = d.out;
  if (about && d.case(about.number, code)?.holder?.number === me.number) mayHearAgain(d, me);
  else d.ends();
};

/** Where and for whom: nobody writes that down at the first hearing. */
const mayHearAgain = (d: OutDraft, me: Speaker): void => d.asks('told', aloud(d, me.language, 'call-again'));

/** The details of what they took, once more; anything but the star ends the call. */
export const hearAgain = (d: OutDraft, me: Speaker, digits: string): void => {
  const { about } = d.out;
  const c = about && d.case(about.number, about.code);
  if (digits !== '*' || c?.holder?.number !== me.number) return d.ends();
  const fill = { code: c.code, me: c.holder.name, details: detailsForHolder(d, c, me.language), talk: talkBy(d, me, c.code) };
  d.reply(d.line(me.language, c.kind === 'need' ? byCall(d, c, 'yours') : takenLine(d, c), fill));
  mayHearAgain(d, me);
};
