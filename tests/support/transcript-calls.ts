import type { PhoneNews } from '../../local/in-memory-calls.ts';
import type { Ending } from '../../local/in-memory-line.ts';
import type { Piece } from '../../local/simulator/voice/model.ts';
import type { Neighborhood } from './neighborhood.ts';
import type { Step } from './transcript-read.ts';

/** Something that reached a phone. */
export interface Got {
  readonly kind: 'text' | 'heard' | 'rings' | 'talks' | 'over' | 'fault';
  readonly phone: string;
  readonly words: string;
  /** Need not be expected: a beep, a waiting tune. */
  readonly optional?: boolean;
}

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

/** Adds everything that reached phones since the last step: texts one by one, what was heard as one piece for each phone. */
export const takeGot = (hood: Neighborhood, got: Got[]): void => {
  for (const { to, body } of hood.takeSent()) got.push({ kind: 'text', phone: to, words: body });
  const heard = new Map<string, Piece[]>();
  for (const news of hood.phones.takeNews()) {
    if (news.what === 'heard') heard.set(news.phone, [...(heard.get(news.phone) ?? []), news.piece]);
    else got.push(gotOf(news));
  }
  for (const [phone, pieces] of heard) {
    const optional = pieces.every(({ kind }) => kind === 'note');
    got.push({ kind: 'heard', phone, words: pieces.map(wordsOf).join(' '), optional });
  }
};

const wordsOf = (piece: Piece): string => {
  if (piece.kind === 'said' || piece.kind === 'other') return piece.text;
  return piece.kind === 'played' ? `(plays ${piece.text === '' ? piece.url : `"${piece.text}"`})` : `(${piece.text})`;
};

const gotOf = (news: Exclude<PhoneNews, { what: 'heard' }>): Got => {
  const { phone } = news;
  if (news.what === 'rings') return { kind: 'rings', phone, words: news.from };
  if (news.what === 'talks') return { kind: 'talks', phone, words: news.with };
  return news.what === 'ended' ? { kind: 'over', phone, words: '' } : { kind: 'fault', phone, words: news.sentence };
};
