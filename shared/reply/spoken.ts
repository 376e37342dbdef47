import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Language } from '../domain/ids.ts';
import type { WebResult } from '../shell/door.ts';
import { sanitise } from './twiml.ts';

/** Twilio's voices by our language tags; a language without one is spoken in the line's first language. */
const VOICES: Readonly<Record<string, string>> = { en: 'en-US', es: 'es-US', fr: 'fr-FR' };

/** Sentences spoken one after the other, each in the language its words are really in; then the call ends. */
export const renderSpoken = (said: readonly { readonly text: string; readonly language: Language }[]): WebResult => {
  const twiml = new VoiceResponse();
  for (const { text, language } of said) twiml.say({ language: (VOICES[language] ?? 'en-US') as 'en-US' }, sanitise(text));
  twiml.hangup();
  return { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: twiml.toString() };
};
