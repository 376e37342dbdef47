/** Twilio's way to say no: an HTTP status and a JSON body with its own code. */
export const restError = (status: number, code: number, message: string): { status: number; json: unknown } => ({
  status,
  json: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

const SENTENCES = {
  12100: 'Document parse failure',
  20001: 'The parameters do not fit together',
  21201: "No 'To' number is specified",
  21205: "The 'Url' is not a valid URL",
  21210: "The 'From' phone number is not verified for this account",
  21212: "The 'From' phone number is not a valid phone number",
  21213: "A 'From' phone number is required",
  21220: 'The call is not in progress: it cannot be changed',
  21263: "The 'Timeout' must be between 1 and 600 seconds",
  21626: 'A status callback event is not one of initiated, ringing, answered and completed',
  32018: "The 'Twiml' is longer than 4000 characters",
  21211: "Invalid 'To' Phone Number",
  21266: "'To' and 'From' number cannot be the same",
  21603: "A 'From' phone number is required",
  21604: "A 'To' phone number is required",
  21606: "The 'From' phone number is not a valid, SMS-capable inbound phone number for your account",
  21609: "The 'StatusCallback' URL is not a valid URL",
  21610: 'Attempt to send to unsubscribed recipient',
  21617: 'The concatenated message body exceeds the 1600 character limit',
  21619: 'A text message body or media urls must be specified',
  21640: "The 'ValidityPeriod' must be between 1 and 36000 seconds",
} as const;

/** A text or a call that is not taken: HTTP 400 with this code. */
export const refused = (code: keyof typeof SENTENCES): { status: number; json: unknown } => restError(400, code, SENTENCES[code]);
