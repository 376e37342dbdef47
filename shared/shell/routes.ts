/** Every path at which the line answers, written once: the doors, the server, the CDK app and the addresses handed to Twilio all read it here. */
export const routes = {
  sms: '/twilio/sms',
  /** A call begins. */
  voice: '/twilio/voice',
  /** Every later step of an inbound call: ?n=K, the step that the last answer named. Without n: wherever the call stands. */
  voiceStep: '/twilio/voice/step',
  /** An outgoing call was answered, and its steps: ?m=OUTGOING_ID[&n=K]. */
  voiceOut: '/twilio/voice/out',
  /** What became of a call: ?m=OUTGOING_ID for one that we made, nothing for one that came in. */
  voiceStatus: '/twilio/voice/status',
  /** A recording can be fetched, or its transcript: ?call=SID&n=K. */
  voiceRecording: '/twilio/voice/recording',
  status: '/twilio/status',
  /** What people recorded, on one machine: /audio/ht/lines.help.mp3. On AWS it lies in the bucket of the fallback. */
  audio: '/audio',
  /** Volunteers' shifts for calendar programs: /calendar/SECRET.ics. */
  calendar: '/calendar',
  health: '/healthz',
  simulator: '/',
  simulatorClock: '/simulator/clock',
} as const;
