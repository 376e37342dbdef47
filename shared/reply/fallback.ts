import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Community } from '../domain/community.ts';
import type { Language } from '../domain/ids.ts';
import type { Book, Fill } from '../script/script.ts';
import { NOTHING_RECORDED, phoneModeOf, soundsOf } from './audio.ts';
import { FALLBACK, type FallbackFile } from './fallback-names.ts';
import { sanitise } from './twiml.ts';
import { PAUSE, type Worded, wordingOf } from './wording.ts';

/** What stands in for the line while it does not answer, by file name; every one is whole TwiML that needs no function. */
export type FallbackFiles = Readonly<Record<FallbackFile, string>>;

export interface FallbackParts {
  readonly book: Book;
  readonly community: Community;
  /** The folder on the web in which the files lie, without a slash at its end; recordings lie in `audio/` beneath it. */
  readonly folder: string;
}

const RING_S = 20;
const MESSAGE_MAX_S = 120;
const SILENCE_S = 5;
const WHISPER_S = 8;
/** A file in a bucket answers nothing else, and by default Twilio asks with POST. */
const GET = 'GET';

/**
 * The fallback of both channels: the numbers for emergencies in every language, then by phone one person who is rung, and a voicemail.
 * Whoever is rung must press a key, so that no personal voicemail takes the call. The files name each other and nothing else.
 */
export const fallbackFiles = (parts: FallbackParts): FallbackFiles => {
  const { community, folder } = parts;
  const everyone = community.languages.filter(language => phoneModeOf(parts.book, language) !== 'voicemail');
  const speak = speaker(parts, everyone.length > 0 ? everyone : community.languages);
  return {
    [FALLBACK.message]: messages(parts),
    [FALLBACK.voice]: document(response => {
      speak(response, 'call-down');
      speak(response, 'call-down-ring');
      const dial = response.dial({ callerId: community.number, timeout: RING_S });
      dial.number({ url: `${folder}/${FALLBACK.whisper}`, method: GET }, community.fallback.ring);
      speak(response, 'call-down-leave');
      // Without an address of its own it would ask for this very document again, and begin from the start. Silence goes on below.
      response.record({ action: `${folder}/${FALLBACK.left}`, method: GET, maxLength: MESSAGE_MAX_S, timeout: SILENCE_S });
      speak(response, 'call-down-unheard');
      response.hangup();
    }),
    [FALLBACK.whisper]: document(response => {
      const asked = response.gather({ numDigits: 1, timeout: WHISPER_S, action: `${folder}/${FALLBACK.taken}`, method: GET });
      const whisper = speaker(parts, [languageOfRung(community)]);
      whisper(asked, 'call-screen-ring');
      asked.pause({ length: 1 });
      whisper(asked, 'call-screen-ring');
      response.hangup();
    }),
    // An empty answer to the key lets the two hear each other.
    [FALLBACK.taken]: document(() => {}),
    [FALLBACK.sorry]: document(response => {
      speak(response, 'call-trouble');
      response.hangup();
    }),
    [FALLBACK.left]: document(response => {
      speak(response, 'call-down-left');
      response.hangup();
    }),
  };
};

const document = (write: (response: VoiceResponse) => void): string => {
  const response = new VoiceResponse();
  write(response);
  return response.toString();
};

const languageOfRung = ({ team, fallback, languages }: Community): Language =>
  team.find(({ phone }) => phone === fallback.ring)?.languages.find(language => languages.includes(language)) ?? languages[0];

const fillOf = ({ community }: FallbackParts): Fill => ({ line: community.name, ...community.emergency });

const worded = (parts: FallbackParts, line: string, language: Language, channel: 'sms' | 'voice'): Worded =>
  wordingOf(parts.book, [{ kind: 'line', line, fill: fillOf(parts) }], language, channel);

type Speaker = Pick<VoiceResponse, 'say' | 'play' | 'pause'>;

/** Says one line in each of these languages; a language that falls back to another is not heard twice. */
const speaker = (parts: FallbackParts, languages: readonly Language[]) => {
  return (to: Speaker, line: string): void => {
    const said = new Set<Language>();
    for (const language of languages) {
      const words = worded(parts, line, language, 'voice');
      if (said.has(words.language)) continue;
      if (said.size > 0) to.pause({ length: 1 });
      said.add(words.language);
      voice(to, parts, words);
    }
  };
};

const voice = (to: Speaker, { book, folder }: FallbackParts, { text, language }: Worded): void => {
  for (const sound of text.split(PAUSE).flatMap(line => soundsOf({ text: line, language }, book.recorded ?? NOTHING_RECORDED))) {
    if (sound.kind === 'play') to.play(`${folder}/audio/${sound.file}`);
    else to.say(sound.voice as Parameters<VoiceResponse['say']>[0], sanitise(sound.text));
  }
};

/** One message for each language, so that each can be read by itself. */
const messages = (parts: FallbackParts): string => {
  const texts = parts.community.languages.map(language => worded(parts, 'down', language, 'sms'));
  const heard = texts.filter(({ text }, at) => texts.findIndex(other => other.text === text) === at);
  const response = new MessagingResponse();
  for (const { text } of heard) response.message(sanitise(text));
  return response.toString();
};
