import type { Language } from './ids.ts';

/** How a language is spoken on a call: what stands in `<Say language voice>`. */
export interface Voice {
  readonly language: string;
  readonly voice: string;
}

/** `<Say language>`, `<Say voice>`, and `<Gather language>` where Twilio's recognizer knows the language too. */
type Row = readonly [say: string, voice: string, hears?: string];

/**
 * Twilio's voices by our language tags, one for each language, of the kind that costs least where there is a choice. From
 * https://www.twilio.com/docs/voice/twiml/say/text-speech and https://www.twilio.com/docs/voice/twiml/gather#languages, held by a test to
 * the lists in the twilio package. A language that is missing here has no voice: it is recorded by a person, or not spoken.
 */
// biome-ignore format: a table
const VOICES: Readonly<Record<string, Row>> = {
  en: ['en-US', 'Polly.Joanna', 'en-US'], 'en-GB': ['en-GB', 'Polly.Amy', 'en-GB'],
  es: ['es-US', 'Polly.Lupe', 'es-US'], 'es-MX': ['es-MX', 'Polly.Mia', 'es-MX'], 'es-ES': ['es-ES', 'Polly.Lucia', 'es-ES'],
  fr: ['fr-FR', 'Polly.Lea', 'fr-FR'], 'fr-CA': ['fr-CA', 'Polly.Chantal', 'fr-CA'],
  pt: ['pt-BR', 'Polly.Camila', 'pt-BR'], 'pt-PT': ['pt-PT', 'Polly.Ines', 'pt-PT'],
  zh: ['cmn-CN', 'Polly.Zhiyu', 'cmn-Hans-CN'], 'zh-TW': ['cmn-TW', 'Google.cmn-TW-Standard-A', 'cmn-Hant-TW'],
  yue: ['yue-HK', 'Google.yue-HK-Standard-A', 'yue-Hant-HK'],
  am: ['am-ET', 'Google.am-ET-Standard-A', 'am-ET'], ar: ['arb', 'Polly.Zeina', 'ar-EG'], bg: ['bg-BG', 'Google.bg-BG-Standard-A', 'bg-BG'],
  bn: ['bn-IN', 'Google.bn-IN-Standard-A', 'bn-BD'], cs: ['cs-CZ', 'Google.cs-CZ-Standard-A', 'cs-CZ'], da: ['da-DK', 'Polly.Naja', 'da-DK'],
  de: ['de-DE', 'Polly.Vicki', 'de-DE'], el: ['el-GR', 'Google.el-GR-Standard-A', 'el-GR'], fi: ['fi-FI', 'Google.fi-FI-Standard-A', 'fi-FI'],
  fil: ['fil-PH', 'Google.fil-PH-Standard-A', 'fil-PH'], tl: ['fil-PH', 'Google.fil-PH-Standard-A', 'fil-PH'],
  gu: ['gu-IN', 'Google.gu-IN-Standard-A', 'gu-IN'], he: ['he-IL', 'Google.he-IL-Standard-A', 'he-IL'], hi: ['hi-IN', 'Polly.Aditi', 'hi-IN'],
  hu: ['hu-HU', 'Google.hu-HU-Standard-A', 'hu-HU'], id: ['id-ID', 'Google.id-ID-Standard-A', 'id-ID'], it: ['it-IT', 'Polly.Bianca', 'it-IT'],
  ja: ['ja-JP', 'Polly.Mizuki', 'ja-JP'], kn: ['kn-IN', 'Google.kn-IN-Standard-A', 'kn-IN'], ko: ['ko-KR', 'Polly.Seoyeon', 'ko-KR'],
  lv: ['lv-LV', 'Google.lv-LV-Standard-A', 'lv-LV'], ml: ['ml-IN', 'Google.ml-IN-Standard-A', 'ml-IN'],
  mr: ['mr-IN', 'Google.mr-IN-Standard-A', 'mr-IN'], ms: ['ms-MY', 'Google.ms-MY-Standard-A', 'ms-MY'], nb: ['nb-NO', 'Polly.Liv', 'nb-NO'],
  nl: ['nl-NL', 'Polly.Lotte', 'nl-NL'], pa: ['pa-IN', 'Google.pa-IN-Standard-A', 'pa-guru-IN'], pl: ['pl-PL', 'Polly.Ewa', 'pl-PL'],
  ro: ['ro-RO', 'Polly.Carmen', 'ro-RO'], ru: ['ru-RU', 'Polly.Tatyana', 'ru-RU'], sk: ['sk-SK', 'Google.sk-SK-Standard-A', 'sk-SK'],
  sr: ['sr-RS', 'Google.sr-RS-Standard-A', 'sr-RS'], sv: ['sv-SE', 'Polly.Astrid', 'sv-SE'], ta: ['ta-IN', 'Google.ta-IN-Standard-A', 'ta-IN'],
  te: ['te-IN', 'Google.te-IN-Standard-A', 'te-IN'], th: ['th-TH', 'Google.th-TH-Standard-A', 'th-TH'], tr: ['tr-TR', 'Polly.Filiz', 'tr-TR'],
  uk: ['uk-UA', 'Google.uk-UA-Standard-A', 'uk-UA'], vi: ['vi-VN', 'Google.vi-VN-Standard-A', 'vi-VN'],
};

/** Languages that Twilio hears and cannot speak. */
// biome-ignore format: a table
const HEARD_ONLY: Readonly<Record<string, string>> = {
  fa: 'fa-IR', hy: 'hy-AM', ka: 'ka-GE', km: 'km-KH', lo: 'lo-LA', my: 'my-MM', ne: 'ne-NP', sq: 'sq-AL', sw: 'sw-KE', ur: 'ur-PK',
  uz: 'uz-UZ', zu: 'zu-ZA',
};

/** Whose voice reads a name or a number in the middle of a recording: the language that most of its speakers also know. */
const NEIGHBORS: Readonly<Record<string, string>> = { ht: 'fr', ti: 'am', ne: 'hi', ur: 'hi', qu: 'es' };

const base = (language: string): string => language.split('-')[0] ?? language;
const rowOf = (language: string): Row | undefined => {
  const tag = Object.hasOwn(VOICES, language) ? language : base(language);
  return Object.hasOwn(VOICES, tag) ? VOICES[tag] : undefined;
};

/** The voice that speaks this language; a region without one of its own gets the language's. Undefined: no machine at Twilio speaks it. */
export const voiceOf = (language: Language): Voice | undefined => {
  const row = rowOf(language);
  return row && { language: row[0], voice: row[1] };
};

/** What Twilio's recognizer is told to listen for. Undefined: it does not know the language, so only keys are asked for. */
export const heardAs = (language: Language): string | undefined => {
  const tag = base(language);
  return rowOf(language)?.[2] ?? (Object.hasOwn(HEARD_ONLY, tag) ? HEARD_ONLY[tag] : undefined);
};

/** Whether a recording in this language comes back as words: Twilio's transcription of recordings knows English alone. */
export const isTranscribed = (language: Language): boolean => base(language) === 'en';

/** The voice for what nobody can have recorded, such as a name: the language's own, a neighbor's, or the English one. */
export const voiceNear = (language: Language): Voice => {
  const [say, voice] = rowOf(language) ?? rowOf(NEIGHBORS[base(language)] ?? 'en') ?? EVERYWHERE;
  return { language: say, voice };
};
const EVERYWHERE: Row = ['en-US', 'Polly.Joanna'];
