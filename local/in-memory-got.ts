import type { PhoneNews } from './in-memory-calls.ts';
import type { InMemoryLine } from './in-memory-line.ts';
import type { Piece } from './simulator/voice/model.ts';

/** Something that reached a phone. */
export interface Got {
  readonly kind: 'text' | 'heard' | 'rings' | 'talks' | 'over' | 'fault';
  readonly phone: string;
  /** What was written or heard, the number that a ringing phone shows, whom somebody talks with, what Twilio would complain of. */
  readonly words: string;
  /** Nothing was said: a beep, a waiting tune. */
  readonly noSpeech?: boolean;
}

/** Everything that reached phones since the last time: texts one by one, what was heard as one piece for each phone. */
export const takeGot = (line: Pick<InMemoryLine, 'takeSent' | 'phones'>): readonly Got[] => {
  const texts = line.takeSent().map(({ to, body }): Got => ({ kind: 'text', phone: to, words: body }));
  const heard = new Map<string, Piece[]>();
  const others: Got[] = [];
  for (const news of line.phones.takeNews()) {
    if (news.what === 'heard') heard.set(news.phone, [...(heard.get(news.phone) ?? []), news.piece]);
    else others.push(gotOf(news));
  }
  const said = [...heard].map(([phone, pieces]): Got => {
    const noSpeech = pieces.every(({ kind }) => kind === 'note');
    return { kind: 'heard', phone, words: pieces.map(wordsOf).join(' '), noSpeech };
  });
  return [...texts, ...others, ...said];
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
