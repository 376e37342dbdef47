import { ASKS_CODE, type CallStep, EARLY, HERE } from '../domain/call.ts';
import type { Language } from '../domain/ids.ts';
import { readAlong, THREAD } from '../domain/out-address.ts';
import { carriedBy, parseCall } from '../parse/call.ts';
import { first, type Pairs } from '../parse/form.ts';
import { isRefusal } from '../parse/refusal.ts';
import { spokenResult, twimlOf, type Where } from '../reply/spoken.ts';
import type { Address, Verb } from '../reply/verbs.ts';
import { type Worded, wordingOf } from '../reply/wording.ts';
import { settleStep } from '../table/call.ts';
import { Deadline } from './deadline.ts';
import type { WebDoor, WebResult } from './door.ts';
import { withinDeadline } from './in-time.ts';
import { routes } from './routes.ts';
import type { DeskRuntime } from './sms-door.ts';
import { webhook } from './webhook.ts';

/** Twilio gives up after 15 s and would then play its own words: a step that takes longer than this is tried again. */
const DEADLINE_MS = 8_000;
/** Whatever hangs besides, the caller hears a sentence of ours before Twilio’s. */
export const GUARD_MS = 12_000;
/** After so many tries in vain, a minute or two, the caller is told honestly. */
const TRIES_MAX = 12;
const WAIT_S = 3;

type Words = Pick<DeskRuntime, 'book' | 'community'>;

/** Where our doors stand. */
export const whereOf = ({ book, community, config }: Pick<DeskRuntime, 'book' | 'community' | 'config'>): Where => ({
  address: ({ route, query = {} }: Address): string => {
    const params = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `${config.publicUrl}${routes[route]}${params.length === 0 ? '' : `?${params.join('&')}`}`;
  },
  audio: file => `${config.audioUrl ?? `${config.publicUrl}${routes.audio}`}/${file}`,
  callerId: community.number,
  ...(book.recorded && { recorded: book.recorded }),
});

/** A line in these languages, each in its own voice. */
export const inLanguages = ({ book, community }: Words, line: string, languages: readonly Language[]): Extract<Verb, { verb: 'say' }> => {
  const { name, emergency } = community;
  const fill = { line: name, call: emergency.call, services: emergency.services };
  const parts: readonly Worded[] = languages.flatMap(language => wordingOf(book, [{ kind: 'line', line, fill }], language, 'voice').parts);
  return { verb: 'say', parts };
};

/** What a caller hears where nothing else can be done: who to call in an emergency, in every language of the line. Then the call ends. */
export const callAnswerOf = (words: Words): WebResult => {
  const nowhere: Where = { address: () => '', audio: file => file, callerId: words.community.number };
  return spokenResult(twimlOf([inLanguages(words, 'call-trouble', words.community.languages), { verb: 'hangup' }], nowhere));
};

/** The language that the address of the step names, else all: nobody can be asked which while the database is away. */
export const languagesIn = ({ community }: Words, query: Pairs): readonly Language[] => {
  const named = community.languages.find(l => l === first(query, 'l'));
  return named ? [named] : community.languages;
};

/**
 * "One moment please", and the same step again at the address of `at`, with everything that was pressed or said; honest words after too many
 * of them.
 */
export const tryAgain = (runtime: DeskRuntime, query: Pairs, { heard, at }: Pick<CallStep, 'heard'> & { at: Address }): readonly Verb[] => {
  const tries = Number(first(query, 'tries') ?? 0) || 0;
  const languages = languagesIn(runtime, query);
  if (tries >= TRIES_MAX) return [inLanguages(runtime, 'call-trouble', languages), { verb: 'hangup' }];
  const l = first(query, 'l');
  const again: Address = {
    ...at,
    query: { ...at.query, ...(l === undefined ? {} : { l }), ...carriedBy({ heard }), tries: tries + 1 },
  };
  return [inLanguages(runtime, 'call-wait', languages), { verb: 'pause', seconds: WAIT_S }, { verb: 'redirect', to: again }];
};

/** What an address says of its step: that the caller waits in a queue, that the key came before the question, in whose thread they talk. */
const marksIn = (query: Pairs, ours: boolean): Pick<CallStep, 'query'> => {
  const marks = ['w', EARLY, ASKS_CODE, ...(ours ? [THREAD] : [])].flatMap(name => {
    const value = first(query, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return marks.length > 0 ? { query: Object.fromEntries(marks) } : {};
};

/**
 * The door for calls, for the ring and for every later step. Whatever fails behind it, the caller hears a sentence, and the same step is
 * asked for again. `after` is told when a commit left something to be done at once.
 */
export const voiceDoor = (runtime: DeskRuntime, after: () => void = () => undefined): WebDoor => {
  const where = whereOf(runtime);
  const deadline = new Deadline(DEADLINE_MS);
  const render = (verbs: readonly Verb[]): string => twimlOf(verbs, where);
  return webhook(
    runtime,
    async (pairs, query) => {
      const call = parseCall(pairs, query, runtime.community.number);
      if (isRefusal(call)) {
        runtime.log.warn('call.unreadable', { what: call.what, where: call.where });
        return callAnswerOf(runtime);
      }
      const { sid, heard } = call;
      const n = call.n ?? (first(query, 'left') === undefined ? 0 : HERE);
      const ours = first(pairs, 'Direction') === 'outbound-api';
      // Only a call of ours goes to a phone whose person talks in another thread.
      const from = (ours ? readAlong(name => first(query, name)).thread : undefined) ?? call.from;
      const elsewhere = from === call.from ? {} : { elsewhere: call.from };
      const step: CallStep = { sid, from, heard, n, ...(ours ? { ours } : {}), ...elsewhere, ...marksIn(query, ours) };
      const at: Address = { route: 'voiceStep', query: { ...(n === HERE ? { left: 1 } : { n }), ...step.query } };
      const again = (): WebResult => spokenResult(render(tryAgain(runtime, query, { heard, at })));
      const work = settleStep(runtime, step, render).then(({ answer, more }) => {
        if (more) after();
        return spokenResult(answer);
      });
      return withinDeadline(deadline, work, again).catch((error: unknown) => {
        runtime.log.error('call.failed', { error });
        return again();
      });
    },
    { sorry: callAnswerOf(runtime), deadlineMs: GUARD_MS },
  );
};
