/**
 * What the carrier's codes mean for a text, and so what becomes of it. Each is explained at https://www.twilio.com/docs/api/errors/<code>.
 *
 * `opted-out`: they sent STOP. `gone`: no text ever arrives at this number. `away`: it does not now, and may later. `refused`: this text was not
 * let through; where it happens to several numbers, the line itself is meant. `line-blocked`: no text of ours leaves. `day-full`: the carriers
 * take no more of us today. `busy`: too many at once. `text`: this text is wrong by itself and will be so for ever. `unknown`: none of these.
 */
export type CarrierTrouble = 'opted-out' | 'gone' | 'away' | 'refused' | 'line-blocked' | 'day-full' | 'busy' | 'text' | 'unknown';

const CODES: ReadonlyMap<number, CarrierTrouble> = new Map<number, CarrierTrouble>([
  [21610, 'opted-out'],
  // Not a number, or one that takes no texts.
  [21211, 'gone'],
  [21614, 'gone'],
  [21265, 'gone'],
  [30005, 'gone'],
  [30006, 'gone'],
  // Switched off, out of reach, or nobody knows why.
  [30003, 'away'],
  [30008, 'away'],
  [30017, 'away'],
  [30018, 'away'],
  // It did not get there while it made sense (validityPeriod).
  [30036, 'away'],
  // Blocked, filtered, no way from our number to theirs; 21606 says so of one destination, or of our number altogether.
  [21606, 'refused'],
  [30004, 'refused'],
  [30007, 'refused'],
  [21612, 'refused'],
  [21408, 'refused'],
  // The account: wrong key, not active, suspended. The number: not ours. Its registration: none, rejected, suspended.
  [20003, 'line-blocked'],
  [20005, 'line-blocked'],
  [21659, 'line-blocked'],
  [30002, 'line-blocked'],
  [30032, 'line-blocked'],
  [30033, 'line-blocked'],
  [30034, 'line-blocked'],
  [30035, 'line-blocked'],
  [30023, 'day-full'],
  [20429, 'busy'],
  [21611, 'busy'],
  [30001, 'busy'],
  [30022, 'busy'],
  [21602, 'text'],
  [21617, 'text'],
  [21619, 'text'],
  [30019, 'text'],
]);

/** What this code of the carrier means; `http` is the status of the answer that bore it, where it came as one. */
export const troubleOf = (code: number | null, http: number | null = null): CarrierTrouble => {
  const known = code === null ? undefined : CODES.get(code);
  if (known) return known;
  if (http === 401) return 'line-blocked';
  if (http === 429) return 'busy';
  // Codes that begin with 21 say that this request is wrong as it stands.
  return code !== null && Math.floor(code / 1000) === 21 ? 'text' : 'unknown';
};
