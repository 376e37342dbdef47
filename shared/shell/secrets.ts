/**
 * A secret that was changed at Twilio is used everywhere after this long. While the change goes on both values lie in the parameter, parted
 * by a comma.
 */
export const SECRET_MAX_AGE_MS = 5 * 60_000;
/** With the store of secrets out of reach, the value in hand goes on being used, and the store is asked again after this long. */
const ASK_AGAIN_MS = 30_000;

/** The values in a parameter: several are parted by commas, blanks around them do not count. */
export const secretValues = (text: string): readonly string[] =>
  text
    .split(',')
    .map(value => value.trim())
    .filter(value => value !== '');

/**
 * Reads once, keeps the value for `maxAgeMs` by this clock (milliseconds), then reads again. When reading again fails, the kept value is
 * still used; when there is none yet, the failure is the caller's, and the next caller asks anew.
 */
export const keptSecret = (read: () => Promise<string>, clock: () => number, maxAgeMs = SECRET_MAX_AGE_MS): (() => Promise<string>) => {
  let kept: { readonly value: string; readonly until: number } | undefined;
  let reading: Promise<string> | undefined;
  const readAgain = async (): Promise<string> => {
    try {
      const value = await read();
      kept = { value, until: clock() + maxAgeMs };
      return value;
    } catch (error) {
      if (kept === undefined) throw error;
      kept = { value: kept.value, until: clock() + ASK_AGAIN_MS };
      return kept.value;
    } finally {
      reading = undefined;
    }
  };
  return () => {
    if (kept !== undefined && clock() < kept.until) return Promise.resolve(kept.value);
    reading ??= readAgain();
    return reading;
  };
};
