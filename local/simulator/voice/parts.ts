import type { Instant, PhoneNumber } from '../../../shared/domain/ids.ts';
import type { PostWebhook } from '../webhook.ts';
import type { Next } from './fiber.ts';
import type { Leg } from './leg.ts';
import type { CallNews, Habit } from './model.ts';

/** What the exchange is made of: one account, one line, and where everything goes. */
export interface ExchangeParts {
  readonly accountSid: string;
  readonly lineNumber: PhoneNumber;
  /** Where recordings are fetched, without a slash at its end. */
  readonly recordingsUrl: string;
  /** Where a call that comes in is announced, and where its end is; both as the number is set up at Twilio. */
  readonly voiceUrl: string;
  readonly voiceStatusUrl: string;
  /** Where a call is answered while the line does not answer, where the number is set up so. */
  readonly voiceFallbackUrl?: string;
  readonly post: PostWebhook;
  readonly now: () => Instant;
  /** Makes the ids of calls unlike those of any other run. */
  readonly seed: string;
  /** Whether speech takes the time that it takes to say it, or none, as in tests. */
  readonly speech: 'takes-time' | 'at-once';
  readonly habitOf?: (number: PhoneNumber) => Habit | undefined;
  /** Whether each webhook of a call with this phone arrives twice. */
  readonly doubled?: (number: PhoneNumber) => boolean;
  /** Calls that the account may have at once. */
  readonly callsAtOnceMax?: number;
  readonly hear: (news: CallNews) => void;
  readonly fault: (phone: PhoneNumber, sentence: string) => void;
  /** Called when a program of the simulator itself breaks. */
  readonly broke: (error: unknown) => void;
}

/** What the REST API asks for. */
export interface Asked {
  readonly to: PhoneNumber;
  readonly from: string;
  readonly first: Next;
  readonly timeoutMs: number;
  readonly callback: Leg['callback'];
  readonly detects: boolean;
}
