import type { Form, WebhookAnswer } from '../webhook.ts';
import type { CallStatus } from './model.ts';

/**
 * A call runs as a generator: it yields what it waits for and goes on with what came. So each verb reads from top to bottom as Twilio's
 * documentation tells it, nothing runs but what was told to, and time is whatever the clock of the line says.
 */
export type Wish = { readonly post: string; readonly form: Form } | { readonly ms: number | null };
export type News =
  | { readonly what: 'answer'; readonly answer: WebhookAnswer }
  | { readonly what: 'time' }
  | { readonly what: 'key'; readonly key: string }
  | Words
  /** Somebody is just speaking: nothing is understood yet, and nothing is silent any more. */
  | { readonly what: 'speaking' }
  /** Somebody picked up the phone. */
  | { readonly what: 'picked-up'; readonly as: 'human' | 'machine_start' }
  | { readonly what: 'declined' }
  /** A dialled phone: who answered it pressed on to be put through, or its call is over. */
  | { readonly what: 'accepted' | 'child-over'; readonly sid: string }
  /** Whoever waits in a queue is put through. */
  | { readonly what: 'taken'; readonly by: string; readonly url: string | undefined }
  | { readonly what: 'somebody-waits' }
  | { readonly what: 'joined' }
  /** The other side of two who talked is gone. */
  | { readonly what: 'parted' }
  | { readonly what: 'gone'; readonly status: CallStatus }
  | { readonly what: 'redirected'; readonly to: Next };
export interface Words {
  readonly what: 'words';
  readonly words: string;
  readonly confidence: number;
  /** What becomes of them where they are recorded. */
  readonly recording?: 'absent';
  readonly transcript?: 'failed' | 'never';
}
export type Run<T> = Generator<Wish, T, News>;

/** Where a call goes on: an address that is asked, or a document that is there already. */
/** `fresh`: a person's answer led there. */
export type Next = { readonly url: string; readonly form: Form; readonly fresh?: true } | { readonly twiml: string };

/** The call is over, by <Hangup>, by the REST API, or because the phone was put down. */
export class Over extends Error {
  readonly status: CallStatus;
  /** The phone itself is gone; nobody can hear anything any more. */
  readonly gone: boolean;
  constructor(status: CallStatus, gone: boolean) {
    super(`over: ${status}`);
    this.status = status;
    this.gone = gone;
  }
}
/** The REST API sent a live call elsewhere. */
export class Redirected extends Error {
  readonly to: Next;
  constructor(to: Next) {
    super('redirected');
    this.to = to;
  }
}
/** <Leave>: out of the queue. */
export class Left extends Error {}
/** Put through out of a queue. */
export class Taken extends Error {
  readonly by: string;
  readonly url: string | undefined;
  constructor(by: string, url: string | undefined) {
    super('taken');
    this.by = by;
    this.url = url;
  }
}

/** Waits for whatever comes first, at most this long; null waits for ever. What ends a verb from outside is thrown. */
export function* next(ms: number | null): Run<News> {
  const news = yield { ms: ms === null ? null : Math.max(0, ms) };
  if (news.what === 'gone') throw new Over(news.status, true);
  if (news.what === 'redirected') throw new Redirected(news.to);
  if (news.what === 'taken') throw new Taken(news.by, news.url);
  return news;
}

/** Asks the line, and waits for its answer. */
export function* ask(post: string, form: Form): Run<WebhookAnswer> {
  const news = yield { post, form };
  return news.what === 'answer' ? news.answer : { ok: false, why: 'No answer.' };
}
