import type { ListedCall, ListedText, Page, Window } from '../domain/account-list.ts';
import type { CallSid } from '../domain/call.ts';
import type { ClearedCall } from '../domain/clear-call.ts';
import type { Community } from '../domain/community.ts';
import type { Cleared } from '../domain/consent.ts';
import type { Instant, MessageSid, PhoneNumber } from '../domain/ids.ts';
import type { Book } from '../script/script.ts';
import type { Store } from '../table/store.ts';
import type { Log } from './log.ts';

/** Everything a door needs from the world, handed in: nothing below a door looks for a clock, a database or an environment by itself. */
export interface Runtime {
  readonly store: Store;
  readonly carrier: Carrier;
  readonly community: Community;
  readonly book: Book;
  readonly config: Config;
  readonly log: Log;
  /** The line's time; on one machine it can be moved. */
  now(): Instant;
  /** Lets so many milliseconds go by between two calls, since the carrier takes one a second; where nothing waits for real, it is left out. */
  pause?(ms: number): Promise<void>;
}

/** Parsed once at cold start from the environment. */
export interface Config {
  /** The address Twilio signs and calls back, without a slash at its end. */
  readonly publicUrl: string;
  readonly accountSid: string;
  /** All tokens that may sign a webhook (two while one is being changed); the first is used for sending. */
  readonly authTokens: readonly string[];
  /** The SID of an API key, where texts are sent with one: the first of `authTokens` is then the key's secret and signs no webhook. */
  readonly apiKey?: string;
  /** The folder on the web with what answers while the line does not (reply/fallback.ts); undefined where there is none. */
  readonly fallbackUrl?: string;
  /** The folder on the web with what people recorded, where it is not the line itself that serves it. */
  readonly audioUrl?: string;
  /** Where Messages.json is sent: https://api.twilio.com or a simulator. */
  readonly apiBaseUrl: string;
}

/** The outside world of texts and calls. shell/twilio.ts is the only one that talks to Twilio. */
export interface Carrier {
  /** One attempt at a text that was cleared, and at nothing else; never throws. The status callback carries the id, so that a report that overtakes this answer finds its row. */
  send(text: TextToSend): Promise<SendResult>;
  /** What the account says it has accepted for this number since then, newest first; for finding out whether a lost attempt went through. */
  acceptedSince(
    to: PhoneNumber,
    since: Instant,
  ): Promise<readonly { readonly sid: MessageSid; readonly body: string; readonly status: string }[]>;
  /** One attempt at a call that was cleared, and at nothing else; never throws. Its addresses carry the id of our row. */
  call(call: ClearedCall): Promise<SendResult>;
  /** Stops a phone that rings for a call of ours; one that was answered meanwhile goes on. Answers whether that is settled. Never throws. */
  stopRinging(sid: CallSid): Promise<boolean>;
  /** The calls that the account has made to this number since then, newest first, and how each stands. */
  acceptedCallsSince(to: PhoneNumber, since: Instant): Promise<readonly { readonly sid: CallSid; readonly status: string }[]>;
  /** One page of the texts that were sent or received in this window, newest first, from the beginning or from where another page left off. */
  listTexts(window: Window, page?: string): Promise<Page<ListedText>>;
  /** The same for calls that ended in it. */
  listCalls(window: Window, page?: string): Promise<Page<ListedCall>>;
  /** Deletes a recording with what was written down of it; answers whether it is gone, also where it was not there. Never throws. */
  deleteRecording(url: string): Promise<boolean>;
  /** A recording as MP3; that there is none, that the account's key opens none, or that it must be tried later. Never throws. */
  fetchRecording(url: string): Promise<Uint8Array | 'nothing' | 'refused' | 'later'>;
}
/** Nothing but what was held against its number's wishes just now. */
export type TextToSend = Cleared;
export type SendResult =
  | { readonly ok: true; readonly sid: MessageSid | CallSid; readonly status: string }
  /** `unknown` is true when it may have gone through all the same (time-out, connection lost): never send blind again. */
  | { readonly ok: false; readonly code: number | null; readonly http: number | null; readonly retry: boolean; readonly unknown: boolean };
