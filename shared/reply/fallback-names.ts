/** The files that answer while the line does not (fallback.ts makes them), by what each is for. */
export const FALLBACK = {
  /** A call comes in. */
  voice: 'voice.xml',
  /** A text comes in. */
  message: 'message.xml',
  /** What is heard first by whoever is rung for a caller. */
  whisper: 'voice-whisper.xml',
  /** They took the call. */
  taken: 'voice-taken.xml',
  /** The caller left a message. */
  left: 'voice-left.xml',
  /** Somebody picked up a call of the line's own. */
  sorry: 'voice-sorry.xml',
} as const;
export type FallbackFile = (typeof FALLBACK)[keyof typeof FALLBACK];
