import { describe, expect, it } from 'vitest';
import { phoneNumber } from '../../shared/domain/ids.ts';
import { understand } from '../../shared/understand/understand.ts';
import { Memory } from '../decide/memory.ts';

const list = (words: string): readonly string[] =>
  words
    .split(/[,\n]/)
    .map(word => word.trim())
    .filter(word => word !== '');

/** Every word of the line, written out as people are told them, a kind of person a line. NEED is left out: it does ask for something. */
const OURS = list(`
  REPORT, CALL ME, INFO, GIVE, STATUS, CHANGE, WITHDRAW, LANGUAGE, MENU, START OVER, BACK, PERSON, FORGET ME, ALERTS ON, ALERTS OFF, VOLUNTEER, FEEDBACK
  ACCEPT, PASS, DONE, RELEASE, LATE, CALL, ON, OFF, MY CASES, SHIFTS, COVER, HOURS, ARRIVED, HOME
  CASES, SHOW, ASSIGN, CLOSE, WHO, NOTE, BROADCAST, PAUSE, RESUME, BLOCK, APPROVE, STATS, STOCK, DRILL, GOALS
`);
/** What carriers act on when it stands alone. */
const CARRIERS = list('STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE, OPTOUT, START, YES, UNSTOP, HELP, INFO');

const SHAPES = [...OURS.flatMap(word => [word, word.toLowerCase(), `${word} 412`]), ...CARRIERS];
const MAY = phoneNumber('+15550100001');

describe('a word of ours is no request for something else', () => {
  it.each(SHAPES)('%s names no need', text => {
    expect(understand(text).needs).toEqual([]);
  });
  it.each(SHAPES)('%s opens no case for one', text => {
    const line = new Memory();
    if (MAY === undefined) throw new Error('no number');
    line.decide({ from: MAY, body: text, media: 0 });
    expect([...line.kept(MAY).cases.values()].filter(({ kind }) => kind === 'need')).toEqual([]);
  });
});
