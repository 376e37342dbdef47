import type { Got } from '../../local/in-memory-got.ts';
import type { Ending } from '../../local/in-memory-line.ts';
import type { Neighborhood } from './neighborhood.ts';
import type { Step } from './transcript-read.ts';

const CONFIDENCE = 0.9;

/** Does what a step says, and lets everything follow. Answers why it could not be done, or undefined. */
export const playCallStep = async (
  hood: Neighborhood,
  { phone, act }: Step,
  fill: (words: string) => string,
  got: Got[],
): Promise<string | undefined> => {
  try {
    if (act.kind === 'calls') await hood.call(phone, act.params.From);
    else if (act.kind === 'hangs up') await hood.hangUp(phone);
    else if (act.kind === 'declines') await hood.decline(phone);
    else if (act.kind === 'does not answer') await hood.letRing(phone);
    else if (act.kind === 'answers as a machine') await hood.answerAsMachine(phone);
    else if (act.kind === 'answers') {
      await hood.answer(phone);
      if (act.then !== undefined) await onCall(hood, phone, fill(act.then), {});
    } else if (act.kind === 'text') {
      const words = fill(act.words);
      if (hood.isOnCall(phone) && (await onCall(hood, phone, words, act.params))) return undefined;
      const reply = await hood.text(phone, words, act.params);
      if (reply !== null) got.push({ kind: 'text', phone, words: reply });
    }
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
};

/** What somebody on a call does; false where the words are none of the signs for it. */
const onCall = async (hood: Neighborhood, phone: string, words: string, params: Readonly<Record<string, string>>): Promise<boolean> => {
  const keys = /^\[([0-9*#]+)\]$/.exec(words)?.[1];
  const spoken = /^"([\s\S]*)"$/.exec(words)?.[1];
  const recorded = /^\(recording "([\s\S]*)"(?:, (?:\[([0-9*#])\]|(hangs up)))?\)$/.exec(words);
  const confidence = Number(params.Confidence ?? CONFIDENCE);
  if (keys !== undefined) await hood.press(phone, keys);
  else if (spoken !== undefined) await hood.speak(phone, spoken, confidence);
  else if (words === '~silence~') await hood.sayNothing(phone);
  else if (recorded) {
    const [, said = '', key, hangs] = recorded;
    await hood.record(phone, said, { ...(key ? { key } : {}), ...(hangs ? { hangsUp: true } : {}), ...fateOf(params) });
  } else return false;
  return true;
};

const fateOf = ({ transcript, recording }: Readonly<Record<string, string>>): Ending => ({
  ...(transcript === 'failed' || transcript === 'never' ? { transcript } : {}),
  ...(recording === 'absent' ? { recording: 'absent' as const } : {}),
});
