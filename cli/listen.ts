import type { Case } from '../shared/domain/case.ts';
import type { CaseCode } from '../shared/domain/ids.ts';
import { createLog } from '../shared/shell/log.ts';
import { createCarrier } from '../shared/shell/twilio.ts';
import { type CommandDesk, Refused } from './desk.ts';

/** Whoever has the command line need not be one of those who may know what was reported. */
export const refusedSafety = (code: CaseCode): string =>
  `${code} is a safety case: its words are for the people with role safety and for whoever took it on. They hear them by phone: call the line, key in the PIN, press 9.`;

/** "412.mp3", "412-2.mp3": where the nth recording of a case goes. */
export const fileFor = (file: string, nth: number): string => (nth === 0 ? file : file.replace(/(\.\w+)?$/, `-${nth + 1}$1`));

/** The built-in phones know what is said as words alone. */
const NO_SOUND =
  'The built-in phones keep words and no sound. To hear them, call the line from a phone with a PIN on the simulator\'s page and press 9; what was understood stands with the notes of "cases show".';
const isBuiltIn = (): boolean => (process.env.TWILIO_API_BASE_URL ?? '').trim() === '';

const WHY_NOT = {
  nothing: 'It is not at Twilio (any more).',
  refused: "Twilio does not accept the account's key. Look at TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.",
  later: 'Twilio could not be reached. Try again.',
} as const;

/** What was recorded for a case, fetched with the account's key. Refuses, with the reason, where there is nothing to hear. */
export const soundsOf = async (
  { config, community, now }: CommandDesk,
  c: Case,
): Promise<readonly { readonly sound: Uint8Array; readonly seconds: number }[]> => {
  const there = (c.recordings ?? []).flatMap(({ url, seconds }) => (url === undefined ? [] : [{ url, seconds }]));
  if (there.length === 0) throw new Refused(`There is nothing to hear for ${c.code}.`);
  if (isBuiltIn()) throw new Refused(NO_SOUND);
  const log = createLog(line => process.stderr.write(`${line}\n`), now);
  const carrier = createCarrier({ config, from: community.number, log });
  const sounds = [];
  for (const { url, seconds } of there) {
    const sound = await carrier.fetchRecording(url);
    if (typeof sound === 'string') throw new Refused(WHY_NOT[sound]);
    sounds.push({ sound, seconds });
  }
  return sounds;
};
