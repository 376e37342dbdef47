/**
 * What Twilio understands in an answer to a call: verbs, what may stand in them and how their attributes are written. From
 * https://www.twilio.com/docs/voice/twiml and the types of its package. Verbs that this simulator knows but does not run are named too, so
 * that nobody takes a missing feature of ours for a mistake of theirs.
 */
export interface VerbRule {
  readonly attributes: Readonly<Record<string, ValueRule>>;
  /** Elements that may stand in it. */
  readonly inside: readonly string[];
  /** Whether words may stand in it. */
  readonly text: 'needed' | 'allowed' | 'none';
  /** Nothing that follows it in the document can ever be reached. */
  readonly ends?: true;
}
/** Answers what is wrong with a value, or undefined. */
export type ValueRule = (value: string) => string | undefined;

const oneOf =
  (...values: readonly string[]): ValueRule =>
  value =>
    values.includes(value) ? undefined : `must be one of ${values.join(', ')}`;
const listOf =
  (...values: readonly string[]): ValueRule =>
  value =>
    value.split(/\s+/).every(one => values.includes(one)) ? undefined : `holds only ${values.join(', ')}, with spaces between`;
const whole =
  (min: number, max: number): ValueRule =>
  value =>
    /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max ? undefined : `must be a whole number from ${min} to ${max}`;
const matching =
  (pattern: RegExp, what: string): ValueRule =>
  value =>
    pattern.test(value) ? undefined : `must be ${what}`;
const truth = oneOf('true', 'false');
const method = oneOf('GET', 'POST');
const url: ValueRule = value => {
  if (value === '') return 'must not be empty';
  if (value !== value.trim() || /\s/.test(value)) return 'must not hold spaces';
  return URL.canParse(value, 'https://base.example/') ? undefined : 'must be an absolute or a relative address';
};
const anything: ValueRule = () => undefined;
const keys = (most: number): ValueRule => matching(new RegExp(`^[0-9*#]{0,${most}}$`), 'keys of a telephone: 0-9, * and #');

/** Languages that <Say> can speak. Haitian Creole is none of them. */
const SPOKEN =
  'af-ZA am-ET ar-AE ar-XA arb bg-BG bn-IN ca-ES cmn-CN cmn-TW cs-CZ cy-GB da-DK de-AT de-DE el-GR en-AU en-CA en-GB en-GB-WLS en-IE en-IN en-NZ en-US en-ZA es-ES es-MX es-US fi-FI fil-PH fr-BE fr-CA fr-FR gu-IN he-IL hi-IN hu-HU id-ID is-IS it-IT ja-JP kn-IN ko-KR lv-LV ml-IN mr-IN ms-MY nb-NO nl-BE nl-NL pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA vi-VN yue-HK zh-CN zh-HK zh-TW'.split(
    ' ',
  );
const VOICE = /^(man|woman|alice|Polly\.[A-Z][a-z]+(-Neural|-Generative)?|Google\.[a-z]{2,3}-[A-Z]{2}-[A-Za-z0-9-]+)$/;
/** Languages in which a caller's words are recognised are many; these, which our callers speak, are not among them. */
const NOT_HEARD = ['ht-HT', 'ht', 'so-SO', 'so', 'ti-ER'];
const heard: ValueRule = value =>
  NOT_HEARD.includes(value)
    ? 'is no language that Twilio can recognise'
    : matching(/^[a-z]{2,4}-[A-Z][A-Za-z0-9-]*$/, 'a language tag like en-US')(value);

const recordingCallbacks = {
  recordingStatusCallback: url,
  recordingStatusCallbackMethod: method,
  recordingStatusCallbackEvent: listOf('in-progress', 'completed', 'absent', 'failed'),
};
const SSML = ['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub', 'w'];
const events = listOf('initiated', 'ringing', 'answered', 'completed');

export const VERBS: Readonly<Record<string, VerbRule>> = {
  Say: {
    attributes: { voice: matching(VOICE, 'a voice that Twilio has'), language: oneOf(...SPOKEN), loop: whole(0, 1_000) },
    inside: SSML,
    text: 'needed',
  },
  Play: {
    attributes: { loop: whole(0, 1_000), digits: matching(/^[0-9*#w]+$/, '0-9, *, # and w for a pause') },
    inside: [],
    text: 'allowed',
  },
  Pause: { attributes: { length: whole(0, 600) }, inside: [], text: 'none' },
  Gather: {
    attributes: {
      input: oneOf('dtmf', 'speech', 'dtmf speech', 'speech dtmf'),
      action: url,
      method,
      timeout: whole(0, 600),
      speechTimeout: matching(/^([1-9]\d*|auto)$/, 'a positive whole number or auto'),
      finishOnKey: keys(1),
      numDigits: whole(1, 1_000),
      partialResultCallback: url,
      partialResultCallbackMethod: method,
      language: heard,
      hints: value => (value.split(',').length > 500 ? 'holds more than 500 phrases' : undefined),
      bargeIn: truth,
      profanityFilter: truth,
      actionOnEmptyResult: truth,
      speechModel: anything,
      enhanced: truth,
      debug: truth,
    },
    inside: ['Say', 'Play', 'Pause'],
    text: 'none',
  },
  Record: {
    attributes: {
      action: url,
      method,
      timeout: whole(0, 600),
      finishOnKey: keys(12),
      maxLength: whole(1, 14_400),
      playBeep: truth,
      trim: oneOf('trim-silence', 'do-not-trim'),
      ...recordingCallbacks,
      transcribe: truth,
      transcribeCallback: url,
    },
    inside: [],
    text: 'none',
  },
  Dial: {
    attributes: {
      action: url,
      method,
      timeout: whole(1, 600),
      timeLimit: whole(1, 86_400),
      hangupOnStar: truth,
      callerId: anything,
      record: oneOf(
        'do-not-record',
        'record-from-answer',
        'record-from-ringing',
        'record-from-answer-dual',
        'record-from-ringing-dual',
        'true',
        'false',
      ),
      trim: oneOf('trim-silence', 'do-not-trim'),
      ...recordingCallbacks,
      answerOnBridge: truth,
      ringTone: matching(/^[a-z]{2}(-old)?$/, 'a country like us'),
      sequential: truth,
    },
    inside: ['Number', 'Queue', 'Client', 'Conference', 'Sip'],
    text: 'allowed',
  },
  Enqueue: {
    attributes: { action: url, method, waitUrl: url, waitUrlMethod: method, maxQueueSize: whole(1, 5_000), workflowSid: anything },
    inside: ['Task'],
    text: 'allowed',
  },
  Leave: { attributes: {}, inside: [], text: 'none', ends: true },
  Redirect: { attributes: { method }, inside: [], text: 'needed', ends: true },
  Hangup: { attributes: {}, inside: ['Parameter'], text: 'none', ends: true },
  Reject: { attributes: { reason: oneOf('rejected', 'busy') }, inside: ['Parameter'], text: 'none', ends: true },
};

export const NOUNS: Readonly<Record<string, VerbRule>> = {
  Number: {
    attributes: {
      sendDigits: matching(/^[0-9*#wW]+$/, '0-9, *, # and w for a pause'),
      url,
      method,
      statusCallback: url,
      statusCallbackMethod: method,
      statusCallbackEvent: events,
      byoc: anything,
      machineDetection: oneOf('Enable', 'DetectMessageEnd'),
      machineDetectionTimeout: whole(3, 59),
      machineDetectionSpeechThreshold: whole(1_000, 6_000),
      machineDetectionSpeechEndThreshold: whole(500, 5_000),
      machineDetectionSilenceTimeout: whole(2_000, 10_000),
      amdStatusCallback: url,
      amdStatusCallbackMethod: method,
    },
    inside: [],
    text: 'needed',
  },
  Queue: { attributes: { url, method, reservationSid: anything, postWorkActivitySid: anything }, inside: [], text: 'needed' },
};

/** Twilio knows these, and this simulator does not run them. */
export const NOT_RUN: ReadonlySet<string> = new Set([
  'Client',
  'Conference',
  'Sip',
  'Task',
  'Parameter',
  'Connect',
  'Start',
  'Stop',
  'Stream',
  'Siprec',
  'Transcription',
  'Pay',
  'Prompt',
  'Refer',
  'Sms',
  'Message',
  'Echo',
  'Queue',
]);

/** The document of a queue's waitUrl runs only these; https://www.twilio.com/docs/voice/twiml/enqueue */
export const WHILE_WAITING: ReadonlySet<string> = new Set(['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather']);
/** The document that a dialled person hears before the two are put together; https://www.twilio.com/docs/voice/twiml/number */
export const WHILE_SCREENING: ReadonlySet<string> = new Set(['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Gather', 'Record']);
