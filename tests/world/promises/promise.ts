import type { Command } from '../../../shared/decide/command-line.ts';
import type { Community } from '../../../shared/domain/community.ts';
import type { Need } from '../../../shared/domain/needs.ts';
import type { Outgoing } from '../../../shared/domain/outgoing.ts';
import type { Volunteer } from '../../../shared/domain/volunteer.ts';
import type { Meant } from '../events.ts';
import type { CaseChange, Mirror, Told } from '../mirror.ts';

/** A text that somebody wrote to the line. */
export interface Written {
  readonly phone: string;
  readonly body: string;
  readonly sid: string;
  readonly meant: Meant;
  /** The line has it: it was answered, and that is in the database. */
  readonly taken: boolean;
  readonly reply: string | null;
}
/** Words that came to a phone: an answer, a text, or something heard. */
export interface Reached {
  readonly phone: string;
  readonly words: string;
  readonly how: 'answer' | 'text' | 'voice';
  /** The answer to a text that was posted twice, word for word as it was the first time: it tells of then. */
  readonly again?: boolean;
}

/** Words said to the line while it listened, before it has answered them; `step` is where its call stood. */
export interface Spoken {
  readonly sid: string;
  readonly phone: string;
  readonly words: string;
  readonly needs: readonly Need[];
  readonly step: number;
}

/** What a promise may look at: the world from outside, and what the commits have made of the database. */
export interface View {
  /** Now, in milliseconds since 1970. */
  readonly at: number;
  /** What the clock of the machine shows, and by how much it was wrong at most in the last days, in milliseconds. */
  readonly lineAt: number;
  readonly clockOff: number;
  readonly community: Community;
  readonly mirror: Mirror;
  /** Numbers of whose STOP the line knows, since when, and of no START after it: it was texted, or the carrier said so. */
  readonly out: ReadonlyMap<string, number>;
  /** When whoever has this phone last called or texted the line, or did something on a call, since they opted out where they did. */
  readonly turnedTo: (phone: string) => number | undefined;
  /** Whether this text was written down after the STOP of its phone. */
  readonly cameAfterStop: (sid: string) => boolean;
  /** Who wrote the text with this id; who is on a call, or was; and what the roster and the team call whoever has this phone. */
  readonly writerOf: (sid: string) => string | undefined;
  readonly phoneOnCall: (sid: string) => string | undefined;
  readonly nameOf: (phone: string) => string | undefined;
  /** Whether the machine is down, so that what is due now is done when it is back. */
  readonly isDown: boolean;
  /** Since when the machine has not been switched off. */
  readonly upSince: number;
  /** Texts that the carrier has and the line has not, the oldest first; without those of a time that its clock was ahead of. */
  readonly unseen: readonly { readonly phone: string; readonly body: string; readonly at: number }[];
  /** What the carrier took for texts and calls from then until right before then, in dollars, by its own record. */
  readonly charged: (from: number, to: number) => number;
  /** The line's log, one line of JSON each. */
  readonly logged: readonly string[];
  /** Faults that have struck so far. */
  readonly faults: number;
}

/** One promise of the line, looked at whenever something happens that could break it. Each answers what is wrong, or undefined. */
export interface Promised {
  readonly promise: string;
  /** A case was written. */
  readonly onCase?: (change: CaseChange, view: View) => string | undefined;
  readonly onVolunteer?: (volunteer: Volunteer, view: View) => string | undefined;
  readonly onOutgoing?: (change: { readonly before: Outgoing | undefined; readonly after: Outgoing }, view: View) => string | undefined;
  /** A commit added to a timeline, and wrote offers of that case to these phones. */
  readonly onTold?: (told: Told, offered: readonly string[], view: View) => string | undefined;
  /** Somebody did this at the command line, and was not refused. */
  readonly onCommand?: (command: Command, view: View) => string | undefined;
  /** A text or a call is handed to the carrier. */
  readonly onLeaving?: (leaving: { readonly id: string; readonly to: string; readonly body: string }, view: View) => string | undefined;
  /** A phone rings, by a call of the line or within one that goes on. */
  readonly onRings?: (rings: { readonly phone: string; readonly sid: string }, view: View) => string | undefined;
  /** The carrier has taken it; `ends` is the error with which it will not arrive. */
  readonly onTaken?: (taken: { readonly id: string; readonly ends: number | undefined }, view: View) => string | undefined;
  /** A text to the line was posted, and answered or not. */
  readonly onWritten?: (text: Written, view: View) => string | undefined;
  readonly onSpoken?: (spoken: Spoken, view: View) => string | undefined;
  readonly onReached?: (words: Reached, view: View) => string | undefined;
  /** Everything that was due by now is done. */
  readonly onRest?: (view: View) => string | undefined;
}
