import { epochMs } from '../../../shared/domain/ids.ts';
import type { Form } from '../webhook.ts';
import { childrenOf, type Element } from '../xml.ts';
import { allText } from './check.ts';
import { type News, type Next, next, type Run, type Words } from './fiber.ts';
import type { Scene } from './leg.ts';
import { answered, at, go } from './scene.ts';

/** <Say>, <Play>, <Pause> and <Gather>: https://www.twilio.com/docs/voice/twiml/gather */

const LOOPS_MAX = 10;
const times = ({ attributes }: Element): number => {
  const loop = Number(attributes.loop ?? 1);
  return loop === 0 ? LOOPS_MAX : Math.min(loop, LOOPS_MAX);
};

/** Lets time pass; what the person does meanwhile is handed over where it stops the speaking, and is lost otherwise. */
function* lasting(scene: Scene, ms: number, stops: (news: News) => boolean): Run<News | undefined> {
  const end = epochMs(scene.company.now()) + ms;
  while (epochMs(scene.company.now()) < end) {
    const news = yield* next(end - epochMs(scene.company.now()));
    if (news.what !== 'time' && stops(news)) return news;
  }
  return undefined;
}

/** Plays one verb of sound. Answers what the person did that stopped it. */
function* sound(scene: Scene, verb: Element, stops: (news: News) => boolean): Run<News | undefined> {
  const { company, leg } = scene;
  if (verb.name === 'Pause') return yield* lasting(scene, Number(verb.attributes.length ?? 1) * 1_000, stops);
  const text = allText(verb).replace(/\s+/g, ' ').trim();
  const recorded = verb.name === 'Play' ? company.recordingAt(text) : undefined;
  for (let nth = 0; nth < times(verb); nth++) {
    if (verb.name === 'Say') {
      company.heard(leg, { kind: 'said', text, language: verb.attributes.language ?? 'en-US', seconds: company.speechMs(text) / 1_000 });
    } else company.heard(leg, { kind: 'played', url: text, text: recorded?.words ?? '' });
    const stopped = yield* lasting(scene, company.speechMs(verb.name === 'Say' ? text : (recorded?.words ?? '')), stops);
    if (stopped) return stopped;
  }
  return undefined;
}

/** A verb of sound by itself: nothing that the person does stops it. */
export function* speak(scene: Scene, verb: Element): Run<undefined> {
  if (verb.name !== 'Pause') answered(scene);
  scene.company.doing(scene.leg, { what: verb.name === 'Pause' ? 'pausing' : 'listening' });
  yield* sound(scene, verb, () => false);
  return undefined;
}

/** What a question takes for an answer. */
interface Asked {
  readonly keys: boolean;
  readonly speech: boolean;
  readonly bargeIn: boolean;
  readonly most: number;
  readonly finish: string;
  readonly timeoutMs: number;
}
const askedBy = ({ attributes }: Element): Asked => {
  const input = (attributes.input ?? 'dtmf').split(' ');
  return {
    keys: input.includes('dtmf'),
    speech: input.includes('speech'),
    bargeIn: attributes.bargeIn !== 'false',
    most: Number(attributes.numDigits ?? Number.POSITIVE_INFINITY),
    finish: attributes.finishOnKey ?? '#',
    timeoutMs: Number(attributes.timeout ?? 5) * 1_000,
  };
};

const heardOut = (url: string, form: Form): Next => ({ url, form, fresh: true });

type Answer = { readonly digits: string } | { readonly words: Words };

/** Prompts that any fitting answer cuts short, then the time-out, which begins when they end and anew with every key. */
export function* gather(scene: Scene, verb: Element): Run<Next | undefined> {
  answered(scene);
  const asked = askedBy(verb);
  const { keys, speech } = asked;
  const passing = verb.attributes.actionOnEmptyResult === 'true' ? {} : ({ passing: true } as const);
  scene.company.doing(scene.leg, { what: 'asked', keys, speech, digits: '', ...passing });
  const stops = (news: News): boolean =>
    asked.bargeIn && ((keys && news.what === 'key') || (speech && (news.what === 'words' || news.what === 'speaking')));
  let first: News | undefined;
  for (const prompt of childrenOf(verb)) {
    first = yield* sound(scene, prompt, stops);
    if (first) break;
  }
  const answer = yield* collect(scene, asked, first);
  const empty = 'digits' in answer && answer.digits === '';
  if (empty && verb.attributes.actionOnEmptyResult !== 'true') return undefined;
  const action = at(scene, verb.attributes.action);
  if ('words' in answer) {
    return heardOut(action, {
      SpeechResult: answer.words.words,
      Confidence: answer.words.confidence.toFixed(8),
      Language: verb.attributes.language ?? 'en-US',
    });
  }
  return empty ? go(action, keys ? { Digits: '' } : { SpeechResult: '' }) : heardOut(action, { Digits: answer.digits });
}

function* collect(scene: Scene, asked: Asked, first: News | undefined): Run<Answer> {
  let digits = '';
  for (let news = first ?? (yield* next(asked.timeoutMs)); news.what !== 'time'; news = yield* next(asked.timeoutMs)) {
    if (asked.speech && news.what === 'words' && digits === '') return { words: news };
    if (!asked.keys || news.what !== 'key') continue;
    if (news.key === asked.finish) break;
    digits += news.key;
    if (digits.length >= asked.most) break;
    scene.company.doing(scene.leg, { what: 'asked', keys: asked.keys, speech: asked.speech, digits });
  }
  return { digits };
}
