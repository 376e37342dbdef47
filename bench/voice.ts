import { closeSync, openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { takeGot } from '../local/in-memory-got.ts';
import { InMemoryLine, PUBLIC_URL, signed, TOKEN } from '../local/in-memory-line.ts';
import { PAUSE } from '../shared/reply/wording.ts';
import { secondsOf } from '../shared/script/lint/voice.ts';
import type { WebDoor, WebEvent } from '../shared/shell/door.ts';
import { routes } from '../shared/shell/routes.ts';
import { voiceDoor } from '../shared/shell/voice-door.ts';
import { openSqlite } from '../shared/table/sqlite.ts';
import { columns, cpuMicros, median, verdict } from './measure.ts';
import { bareHandler } from './turn/bare-handler.ts';
import { freshLine } from './turn/story.ts';

/** A step takes at most so many times the processor time of the bare handler of a text. */
const GOAL = { most: 3 } as const;
/** From the ring until it is written down, and until a person's phone rings. */
export const WRITTEN = { keys: 3, ownS: 25 } as const;
export const PERSON = { keys: 2 } as const;
const ROUNDS = 7;
const COHORTS = 12;
const CALLERS = 20;
/** A call that tells everything by keys; its first step is the ring. */
const KEYS = ['', '1', '1', '11216', '1', '4'] as const;

const sidOf = (cohort: number, caller: number): string => `CA${String(cohort * CALLERS + caller).padStart(32, '0')}`;
const phoneOf = (cohort: number, caller: number): string => `+1555${String(300_000 + cohort * CALLERS + caller).padStart(7, '0')}`;

/** The nth step of a call as Twilio asks for it. */
const stepEvent = (sid: string, from: string, n: number, language: string, did: Readonly<Record<string, string>>): WebEvent => {
  const params = {
    CallSid: sid,
    AccountSid: `AC${'0'.repeat(32)}`,
    From: from,
    To: '+15550100000',
    Direction: 'inbound',
    CallStatus: 'in-progress',
    ...did,
  };
  return n === 0 ? signed(routes.voice, '', params) : signed(routes.voiceStep, `n=${n}&l=${language}`, params);
};
/** A text of the same caller, for the bare handler. */
const textEvent = (sid: string, from: string, n: number, body: string): WebEvent =>
  signed(routes.sms, '', {
    MessageSid: `SM${n}${sid.slice(3)}`,
    AccountSid: `AC${'0'.repeat(32)}`,
    From: from,
    To: '+15550100000',
    Body: body,
    NumMedia: '0',
  });

const each = async (door: WebDoor, events: readonly WebEvent[]): Promise<void> => {
  for (const event of events) {
    const { statusCode } = await door(event);
    if (statusCode !== 200) throw new Error(`A door answered ${statusCode}.`);
  }
};

interface Round {
  readonly bare: number;
  readonly steps: readonly number[];
}

/** One round: whole calls through the real door, and as many texts of the same callers through the bare one. */
const round = async (): Promise<Round> => {
  const line = await freshLine();
  const door = voiceDoor(line.runtime);
  const store = openSqlite(':memory:', () => Date.now());
  const log = openSync(devNull, 'w');
  const bare = bareHandler({ store, token: TOKEN, publicUrl: PUBLIC_URL, write: text => writeSync(log, `${text}\n`) });
  const steps = KEYS.map(() => 0);
  let bareMicros = 0;
  for (let cohort = 0; cohort < COHORTS; cohort++) {
    const callers = Array.from({ length: CALLERS }, (_, i) => ({ sid: sidOf(cohort, i), from: phoneOf(cohort, i) }));
    for (const [n, key] of KEYS.entries()) {
      const events = callers.map(({ sid, from }) => stepEvent(sid, from, n, 'en', key === '' ? {} : { Digits: key }));
      const texts = callers.map(({ sid, from }) => textEvent(sid, from, n, key === '' ? 'NEED FOOD' : key));
      const measureBare = async (): Promise<void> => {
        bareMicros += await cpuMicros(() => each(bare, texts));
      };
      if (cohort % 2 === 0) await measureBare();
      steps[n] = (steps[n] ?? 0) + (await cpuMicros(() => each(door, events)));
      if (cohort % 2 === 1) await measureBare();
    }
  }
  if (line.logged.length > 0) throw new Error(`The line logged: ${line.logged.join('\n')}`);
  await line.store.close();
  await store.close();
  closeSync(log);
  const many = COHORTS * CALLERS;
  return { bare: bareMicros / (many * KEYS.length), steps: steps.map(micros => micros / many) };
};

const NAMES = ['the ring', 'help', 'food', 'ZIP', 'today', 'for four'];

const cpu = async (): Promise<readonly string[]> => {
  await round();
  const rounds: Round[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await round());
  const bare = median(rounds.map(r => r.bare));
  const whole = median(rounds.map(r => r.steps.reduce((sum, one) => sum + one, 0) / r.steps.length / r.bare));
  const rows = NAMES.map((name, n) => [
    name,
    `${median(rounds.map(r => r.steps[n] ?? Number.NaN)).toFixed(0)} us`,
    `${median(rounds.map(r => (r.steps[n] ?? Number.NaN) / r.bare)).toFixed(2)}x`,
  ]);
  return [
    `voice step, processor time against the bare handler of a text (${bare.toFixed(0)} us), ${ROUNDS} rounds of ${COHORTS * CALLERS} calls`,
    ...columns([...rows, ['a step', '', `${whole.toFixed(2)}x`]]),
    `  ${verdict(whole, GOAL)}`,
  ];
};

/** What is heard in an answer, a pause where the voice makes one. */
const heardIn = (twiml: string): string =>
  twiml
    .replace(/<break[^>]*\/>|<\/Say>/g, PAUSE)
    .replace(/<[^>]+>/g, '')
    .trim();

/** A way through a call: keys that are pressed, and seconds that pass. */
export interface Way {
  readonly keys: number;
  /** For whoever knows the key and waits for no more than its number. */
  readonly toKeyS: number;
  /** For whoever hears everything to its end that is in their language. */
  readonly ownS: number;
  readonly wholeS: number;
}

/** From the ring to the sentence that says that it is written down. */
export const wayToWritten = async (language: 'en' | 'es'): Promise<Way> => {
  const line = await freshLine();
  const door = voiceDoor(line.runtime);
  const from = phoneOf(9_999, language === 'en' ? 0 : 1);
  const sid = sidOf(9_999, language === 'en' ? 0 : 1);
  let n = 0;
  const hear = async (key: string): Promise<string> => {
    const l = n <= (language === 'es' ? 1 : 0) ? 'en' : language;
    const { body = '' } = await door(stepEvent(sid, from, n, n === 0 ? 'en' : l, key === '' ? {} : { Digits: key }));
    n++;
    return heardIn(body);
  };
  const done = language === 'en' ? 'written down' : 'anotado';
  const prompts: string[] = [await hear('')];
  if (language === 'es') prompts.push(await hear('9'));
  const toMenu = prompts.length;
  prompts.push(await hear('1'));
  const last = prompts.at(-1) ?? '';
  const at = last.indexOf(done);
  if (at < 0) throw new Error(`It was not written down in ${language}: ${last}`);
  const upTo = (text: string, mark: RegExp): string => text.slice(0, (mark.exec(text)?.index ?? text.length) + 1);
  const tail = secondsOf(last.slice(0, at + done.length));
  const heard = prompts.slice(0, -1);
  const sum = (texts: readonly string[]): number => texts.reduce((all, text) => all + secondsOf(text), 0) + tail;
  const toNine = (text: string, i: number): string | undefined => (language === 'es' && i === 0 ? upTo(text, /9\./) : undefined);
  // Whoever waits for the key that they need, and no longer.
  const short = sum(heard.map((text, i) => toNine(text, i) ?? upTo(text, /\b1\.(?:\s|$)/)));
  // Whoever hears everything to the end that is in their language, and leaves the other one as soon as theirs names the key.
  const own = sum(heard.map((text, i) => toNine(text, i) ?? text));
  const whole = sum(heard);
  await line.store.close();
  return { keys: toMenu, toKeyS: short, ownS: own, wholeS: whole };
};
const seconds = (s: number): string => `${s.toFixed(1)} s`;
const spoken = async (language: 'en' | 'es'): Promise<readonly string[]> => {
  const { keys, toKeyS, ownS, wholeS } = await wayToWritten(language);
  const goals = [verdict(keys, { most: WRITTEN.keys }, ''), verdict(ownS, { most: WRITTEN.ownS }, ' s')];
  return [language, String(keys), seconds(toKeyS), seconds(ownS), seconds(wholeS), ...goals];
};

const RINGS_WITHIN_S = 60;
/**
 * From the ring to the first person whose phone rings, for a caller who wants one, with the whole menu heard. The keys are those that the menu names; the time from the last key to the ring is that of the line's own clock.
 */
export const wayToPerson = async (language: 'en' | 'es'): Promise<Omit<Way, 'ownS'>> => {
  const fresh = await freshLine();
  const door = voiceDoor(fresh.runtime);
  const caller = phoneOf(9_998, language === 'en' ? 0 : 1);
  const sid = sidOf(9_998, language === 'en' ? 0 : 1);
  const line = new InMemoryLine({ community: fresh.community, book: fresh.runtime.book, calls: 'ring', speech: 'takes-time' });
  const keys = language === 'es' ? ['9', '3'] : ['3'];
  let whole = 0;
  let short = 0;
  await line.call(caller);
  for (const [n, key] of keys.entries()) {
    const { body = '' } = await door(stepEvent(sid, caller, n, 'en', n === 0 ? {} : { Digits: keys[n - 1] ?? '' }));
    const said = heardIn(body);
    const named = new RegExp(`(?:press|oprima) ${key}\\b`).exec(said);
    if (!named) throw new Error(`Key ${key} was not named in ${language}: ${said}`);
    short += secondsOf(said.slice(0, named.index + named[0].length));
    whole += secondsOf(said);
    await line.press(caller, key);
  }
  let after = 0;
  while (!takeGot(line).some(got => got.kind === 'rings' && got.phone !== caller)) {
    if (++after > RINGS_WITHIN_S) throw new Error(`Nobody was rung in ${language}.`);
    await line.pass(1_000);
  }
  await Promise.all([line.store.close(), fresh.store.close()]);
  return { keys: keys.length, toKeyS: short + after, wholeS: whole + after };
};
const toPerson = async (language: 'en' | 'es'): Promise<readonly string[]> => {
  const { keys, toKeyS, wholeS } = await wayToPerson(language);
  return [language, String(keys), seconds(toKeyS), seconds(wholeS), verdict(keys, { most: PERSON.keys }, '')];
};

/** A voice step's processor time, and how long a caller listens until it is written down. */
export const voice = async (): Promise<readonly string[]> => [
  ...(await cpu()),
  'voice, from the ring to "it is written down", by keys (2.5 words a second, 0.6 s a pause); the goal is for who hears all of it in their language',
  ...columns([['language', 'keys', 'to the key', 'in their language', 'all of it', '', ''], await spoken('en'), await spoken('es')]),
  'voice, from the ring to the first person whose phone rings, by keys',
  ...columns([['language', 'keys', 'to the key', 'all heard', ''], await toPerson('en'), await toPerson('es')]),
];
