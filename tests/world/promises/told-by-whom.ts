import type { Told } from '../mirror.ts';
import type { Promised, View } from './promise.ts';

/** What an answer says to whoever it goes to, and the line of the timeline that must stand behind it. */
const ANSWERS: readonly (readonly [answer: RegExp, line: RegExp])[] = [
  [/^(\d{3,5}) (?:is yours, |es suyo, )/, /^(?:accepted|acknowledged) by /],
  [
    /^OK [^,]+, (\d{3,5}) (?:goes to someone else|va para otra persona)/,
    /^given back by | and heard nothing; it goes to others$|^taken from /,
  ],
  [/^OK, (\d{3,5}) (?:goes to someone else|va para otra persona)/, /^passed by /],
  [/^(?:Thank you|¡Gracias), .*(?:asking them if|preguntamos si) (\d{3,5}) (?:arrived|llego)/, /^done, says /],
  [/^Noted on (\d{3,5})\./, /^note/],
  [/^OK, we told them about (\d{3,5})\.$/, / is late/],
];

/** The answer to whoever says that it arrived. */
const CONFIRMED = /^Good\. How did it go, 1 /;
const unconfirmed = (phone: string, view: View): string | undefined => {
  const theirs = [...view.mirror.cases.values()].filter(c => c.number === phone && c.outcome === 'met');
  const told = theirs.some(({ code }) => (view.mirror.told.get(code) ?? []).some(({ what }) => what === 'arrived, says the resident'));
  return told ? undefined : `${phone} was thanked for saying that it arrived, and no timeline of theirs says so`;
};

/** Whose phone set this off, by what the world itself saw: whoever wrote the text, or was on the call. */
const actorOf = (cause: string, view: View): string | undefined => {
  const call = /^(CA\w+)-/.exec(cause)?.[1];
  return call ? view.phoneOnCall(call) : view.writerOf(cause);
};
const LINE = new Set(['line', 'coordinator', 'command line']);

/** An act of somebody in the timeline, and nothing of theirs that the world saw. */
const unowned = ({ code, cause, entries }: Told, view: View): string | undefined => {
  const actor = actorOf(cause, view);
  if (actor === undefined) return undefined;
  const number = view.mirror.cases.get(code)?.number;
  for (const { what, by } of entries) {
    if (LINE.has(by)) continue;
    const theirs = by === 'resident' ? number?.startsWith('+') !== true || number === actor : view.nameOf(actor) === by;
    if (!theirs) return `"${what}" of ${code} is told as of ${by}, and it was ${view.nameOf(actor) ?? actor}`;
  }
  return undefined;
};

/** Lines that begin like one that tells who was asked. */
const OTHERWISE = /^asked (?:again|for while) | again; by | how it stands/;

/** Names that the line tells as asked, and to whom no offer was written down with it. */
const unasked = ({ code, entries }: Told, offered: ReadonlySet<string>): string | undefined => {
  for (const { what } of entries) {
    const names = OTHERWISE.test(what) ? [] : (/^asked ([^;]+)/.exec(what)?.[1] ?? 'nobody').split(', ');
    const wrong = names.find(name => name !== 'nobody' && !offered.has(name));
    if (wrong) return `${code} tells that ${wrong} was asked, and no offer to them was written down`;
  }
  return undefined;
};

/**
 * By the world's own record: whatever a timeline tells as somebody's act was that person's text, call or command; whoever is told that a thing is done finds
 * it told; whoever the carrier brings an offer to is told as asked; and what is done at the command line is told as of there.
 */
export const toldByWhom = (): Promised => ({
  promise: 'whoever did something to a case is named for it, and nobody else',
  onTold: (told, offered, view) =>
    unowned(told, view) ?? unasked(told, new Set(offered.map(to => view.nameOf(to) ?? view.mirror.volunteers.get(to)?.name ?? to))),
  onWritten: ({ phone, sid, reply, taken }, view) => {
    if (!taken || reply === null) return undefined;
    const name = view.nameOf(phone);
    if (CONFIRMED.test(reply)) return unconfirmed(phone, view);
    if (name === undefined) return undefined;
    for (const [answer, line] of ANSWERS) {
      const code = answer.exec(reply)?.[1];
      if (code === undefined) continue;
      const theirs = (view.mirror.told.get(code) ?? []).some(
        ({ what, by }) => (by === name || what.includes(` ${name} `)) && line.test(what),
      );
      if (!theirs) return `${name} was answered "${reply}" to ${sid}, and the timeline of ${code} tells of no such act`;
    }
    return undefined;
  },
  onLeaving: ({ to, body }, view) => {
    const code = /(?:Can you take|Puede tomar) (\d{3,5})\?/.exec(body)?.[1];
    const name = view.nameOf(to);
    if (code === undefined || name === undefined) return undefined;
    const asked = (view.mirror.told.get(code) ?? []).some(({ what }) => /^asked ([^;]+)/.exec(what)?.[1]?.split(', ').includes(name));
    return asked ? undefined : `${name} is offered ${code}, and its timeline does not tell that they were asked`;
  },
  onCommand: ({ code, act }, view) => {
    const last = (view.mirror.told.get(code) ?? []).findLast(({ by }) => by === 'command line');
    const line = { note: /^note/, close: /^closed \(/, assign: /^accepted by / }[act];
    return last && line.test(last.what) ? undefined : `${act} of ${code} at the command line is not told as of there`;
  },
});
