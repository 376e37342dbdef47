import type { Form, WebhookAnswer } from '../webhook.ts';
import type { Element } from '../xml.ts';
import { allText, readVoice } from './check.ts';
import { dial } from './dial.ts';
import { ask, Left, type Next, Over, type Run } from './fiber.ts';
import { callForm } from './forms.ts';
import type { Scene } from './leg.ts';
import type { CallStatus } from './model.ts';
import { enqueue } from './queue.ts';
import { record } from './record.ts';
import { answered, at, go } from './scene.ts';
import { gather, speak } from './speaking.ts';

/** What a caller hears when the line's answer is of no use: Twilio's own words, and the worst that can happen. */
export const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.';
/** Documents one after the other with no time between them are a loop that no person would ever leave. */
const DOCUMENTS_AT_ONCE_MAX = 50;

/** Runs documents one after the other, from the first until one ends without naming another. */
export function* documents(scene: Scene, first: Next): Run<void> {
  let here = first;
  let since = scene.company.now();
  for (let atOnce = 0; ; atOnce++) {
    // What a person said or pressed is no loop, however fast it came.
    if (scene.company.now() !== since || ('fresh' in here && here.fresh)) [since, atOnce] = [scene.company.now(), 0];
    if (atOnce > DOCUMENTS_AT_ONCE_MAX) return broken(scene, 'The answers of the line lead to each other without end (11215).');
    const twiml = 'twiml' in here ? here.twiml : yield* fetched(scene, here);
    const then: Next | undefined = yield* document({ ...scene, base: 'url' in here ? here.url : scene.base }, twiml);
    if (then === undefined) return;
    here = then;
  }
}

function* fetched(scene: Scene, { url, form }: { readonly url: string; readonly form: Form }): Run<string> {
  const answer = yield* ask(url, { ...callForm(scene.company, scene.leg), ...form });
  const why = useless(answer);
  if (why === undefined) return answer.ok ? answer.body : '';
  const fallback = scene.company.fallbackOf(scene.leg);
  if (fallback === undefined) return broken(scene, why);
  scene.company.fault(scene.leg, `${why} The fallback of the number answers.`);
  const instead = yield* ask(fallback, { ...callForm(scene.company, scene.leg), ErrorCode: '11200', ErrorUrl: url });
  const whyNot = useless(instead);
  return whyNot === undefined && instead.ok ? instead.body : broken(scene, whyNot ?? why);
}

const useless = (answer: WebhookAnswer): string | undefined => {
  if (!answer.ok) return `${answer.why} (11200)`;
  if (answer.status >= 300) return `The line answered HTTP ${answer.status} (11200).`;
  if (answer.status === 204 || answer.body === '') return undefined;
  return /^(text|application)\/xml\b/.test(answer.type) ? undefined : `The line answered "${answer.type}", not text/xml (12300).`;
};

const broken = (scene: Scene, sentence: string): never => {
  answered(scene);
  scene.company.fault(scene.leg, `${sentence} The caller hears "an application error has occurred".`);
  scene.company.heard(scene.leg, { kind: 'said', text: APPLICATION_ERROR, language: 'en-US', seconds: 4 });
  throw new Over('completed', false);
};

function* document(scene: Scene, twiml: string): Run<Next | undefined> {
  // An empty answer is an empty document: the call just ends.
  const read = readVoice(twiml === '' ? '<Response/>' : twiml, scene.place);
  if (!read.ok) return broken(scene, `In an answer to a call, ${read.fault.what} (${read.fault.code}).`);
  for (const { code, what } of read.faults)
    scene.company.fault(scene.leg, `In an answer to a call: ${what}${code === 0 ? '' : ` (${code})`}.`);
  for (const verb of read.verbs) {
    const then = yield* one(scene, verb);
    if (then !== undefined) return then;
  }
  return undefined;
}

/** Verbs that take their time. */
const RUNS: Readonly<Record<string, (scene: Scene, verb: Element) => Run<Next | undefined>>> = {
  Say: speak,
  Play: speak,
  Pause: speak,
  Gather: gather,
  Record: record,
  Dial: dial,
  Enqueue: enqueue,
};
const over = (status: CallStatus): never => {
  throw new Over(status, false);
};
/** Verbs that only say where it goes on, or that it does not. */
const TURNS: Readonly<Record<string, (scene: Scene, verb: Element) => Next>> = {
  Redirect: (scene, verb) => go(at(scene, allText(verb).trim()), {}),
  Leave: () => {
    throw new Left();
  },
  Hangup: () => over('completed'),
  Reject: ({ leg, company }, verb) => {
    if (leg.call.status === 'ringing') return over(verb.attributes.reason === 'busy' ? 'busy' : 'no-answer');
    company.fault(leg, '<Reject> stands after the call was picked up: it only hangs up then.');
    return over('completed');
  },
};

/** A verb that Twilio does not know was named as a fault already, and is passed over. */
function* one(scene: Scene, verb: Element): Run<Next | undefined> {
  const turn = TURNS[verb.name];
  if (turn) return turn(scene, verb);
  const run = RUNS[verb.name];
  return run === undefined ? undefined : yield* run(scene, verb);
}
