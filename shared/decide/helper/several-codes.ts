import { type CaseCode, caseCode } from '../../domain/ids.ts';
import type { Ref } from '../../domain/volunteer.ts';
import { matchCommand } from '../../script/match.ts';
import { doneButIn } from '../../understand/done-several.ts';
import { understandReply } from '../../understand/reply.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { accept, isFreeNeed } from './accept.ts';
import { answerTo, askAgain } from './check-answer.ts';
import { done } from './done.ts';
import { handBack } from './give-back.ts';
import { late, release } from './held.ts';
import { pass } from './pass.ts';

/** A number with a unit behind it is how long, and no code. */
const CODES = /(?<![\d+])[1-9]\d{2,4}(?!\d)(?!\s*(?:h|hrs?|hours?|horas?|m|mins?|minutes?|minutos?)\b)/gi;

/** What is done about one of them, by whoever has answered for those before it already. */
type Act = (me: Helper) => void;

interface Piece {
  readonly code: CaseCode;
  readonly words: string;
}

const refsOf = ({ volunteer: { held, live, lapsed } }: Helper): readonly Ref[] => [...held, ...live, ...lapsed];

const trimmed = (words: string): string =>
  words
    .replace(/^[\s,;:.=&-]+|[\s,;:.=&-]+$/g, '')
    .replace(/^(?:and|y|is|are|esta)\b\s*|\s*\b(?:and|y|but|pero)$/gi, '')
    .trim();

/** "924 1, 812 4", "done 924, 812 tomorrow": each code with the words behind it; what stands before the first is said of the first. */
const piecesIn = (text: string, mine: readonly CaseCode[]): readonly Piece[] => {
  const found = [...text.matchAll(CODES)].filter(m => mine.some(code => code === m[0]));
  return found.flatMap((m, i): readonly Piece[] => {
    const code = caseCode(m[0]);
    const before = i === 0 ? trimmed(text.slice(0, m.index).replace(/#$/, '')) : '';
    const after = trimmed(text.slice(m.index + m[0].length, found[i + 1]?.index).replace(/#$/, ''));
    return code ? [{ code, words: `${before} ${after}`.trim() }] : [];
  });
};

const BESIDE = /(?<!\p{L})(?:and|y|both|all|los|las|dos|ambos|ambas|todos|todas|of|them|please|por favor)(?!\p{L})/giu;
const isBare = (words: string): boolean => !/[\p{L}\d]/u.test(words.replace(CODES, ' ').replace(BESIDE, ' '));
const BOTH = /(?<!\p{L})(?:both|all|dos|ambos|ambas|todos|todas)(?!\p{L})/iu;

const ON_EACH: Readonly<Record<string, (d: Draft, me: Helper, code: CaseCode, words: string) => void>> = {
  accept,
  pass,
  done,
  release,
  late,
};

/** Each by the row as those before have left it. */
const doAll = (d: Draft, me: Helper, acts: readonly Act[]): true => {
  for (const act of acts) act({ ...me, volunteer: d.volunteer(me.number) ?? me.volunteer });
  return true;
};

/** What "accept both" takes: all that they were offered and nobody has. */
const offersOf = (d: Draft, { volunteer: { live, lapsed } }: Helper): readonly CaseCode[] =>
  [...lapsed, ...live].filter(r => r.kind === 'offer' && isFreeNeed(d, r)).map(r => r.code);

/** "ACCEPT 412 418", "ACCEPT both", "can't do 412 and 418": one word for several. */
const oneForAll = (d: Draft, me: Helper, text: string, mine: readonly CaseCode[]): readonly Act[] | undefined => {
  const matched = matchCommand(d.world.book, me.language, text);
  const act = matched && ON_EACH[matched.command];
  const isForBoth = matched?.command === 'accept' && BOTH.test(matched.rest) && !/\d/.test(text);
  const meant = isForBoth ? offersOf(d, me) : mine;
  if (act && (isForBoth || meant.length > 1) && isBare(matched.rest)) return meant.map(code => now => act(d, now, code, ''));
  const words = trimmed(text.replace(CODES, ' ').replace(BESIDE, ' '));
  if (mine.length < 2 || ![words, `${words} it`].some(said => answerTo(d, me, undefined, said) === 'cannot')) return undefined;
  return mine.map(code => now => void handBack(d, now, code, ''));
};

/** What these words do about one of theirs, if they are an answer and nothing else. */
const actOf = (d: Draft, me: Helper, { code, words }: Piece): Act | undefined => {
  if (words === '') return undefined;
  if (!me.volunteer.live.some(r => r.code === code && r.kind === 'offer')) {
    const answer = answerTo(d, me, code, words);
    return typeof answer === 'function' ? answer : undefined;
  }
  const reply = words.split(/\s+/).length > 2 ? null : understandReply(words);
  if (reply === null) return undefined;
  return now => (reply === 'accept' ? accept : pass)(d, now, code, '');
};

/** "Done both but 812 wasn't home": all but that one, which is asked about again. */
const doneBut = (d: Draft, me: Helper, text: string): boolean => {
  const but = doneButIn(text);
  const { held } = me.volunteer;
  const left = held.filter(r => but?.includes(r.code));
  const ready = held.filter(r => !left.includes(r));
  if (!but || left.length !== but.length || ready.length === 0) return false;
  const asks = left.map(
    (r): Act =>
      now => {
        const c = d.caseByCode(r.code);
        if (c) askAgain(d, now, c);
      },
  );
  return doAll(d, me, [
    ...ready.map(
      (r): Act =>
        now =>
          done(d, now, r.code, ''),
    ),
    ...asks,
  ]);
};

/**
 * A text that names more than one of those they have or were asked for. Each is answered where every part of it is an answer; otherwise nothing
 * is done and nothing sent, and they are asked for a text for each: no code may reach the person of another case. Answers false where
 * one at most is named.
 */
export const severalCodes = (d: Draft, me: Helper, text: string): boolean => {
  if (doneBut(d, me, text)) return true;
  const named = [...new Set(text.match(CODES) ?? [])];
  const mine = named.flatMap(one => refsOf(me).find(r => r.code === one)?.code ?? []);
  const all = oneForAll(d, me, text, mine);
  if (all && all.length > 0) return doAll(d, me, all);
  if (mine.length < 2) return false;
  const pages = me.volunteer.live.filter(r => r.kind === 'page' && mine.includes(r.code));
  // "OK 886 315": told of both, they have seen both.
  if (pages.length > 1 && understandReply(text.replace(CODES, ' ')) === 'accept') return false;
  const acts = piecesIn(text, mine).map(piece => actOf(d, me, piece));
  if (acts.length === mine.length && named.length === mine.length && acts.every(act => act !== undefined)) return doAll(d, me, acts);
  d.reply(d.line(me.language, 'one-text-each', { codes: mine.join(', '), me: me.volunteer.name }));
  return true;
};
