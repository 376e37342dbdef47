import { describe, expect, test } from 'vitest';
import { language } from '../../shared/domain/ids.ts';
import { fold, oneEditApart } from '../../shared/script/fold.ts';
import { matchCommand, matchGlobal, matchLanguage } from '../../shared/script/match.ts';
import { fixtures, Talk } from './support/talk.ts';

const en = language('en');

describe('fold takes away what does not matter', () => {
  test.each([
    ['  FOOD!! ', 'food'],
    ['Sí, por favor', 'si por favor'],
    ["don't", 'dont'],
    ['don’t', 'dont'],
    ['👍', ''],
    ['1️⃣', '1'],
    ['٤ people', '4 people'],
    ['４', '4'],
    ['Crème — brûlée', 'creme brulee'],
    ['\ud800x', 'x'],
  ])('%j -> %j', (text, folded) => expect(fold(text)).toBe(folded));
});

test.each([
  ['food', 'good', true],
  ['food', 'fodo', true],
  ['food', 'foood', true],
  ['food', 'fod', true],
  ['food', 'food', false],
  ['food', 'dood1', false],
  ['ride', 'dire', false],
])('one edit between %s and %s: %s', (a, b, near) => expect(oneEditApart(a, b)).toBe(near));

describe('globals win only when bare', () => {
  test.each([
    ['MENU', 'menu'],
    ['menú!', 'menu'],
    ['Start over.', 'start-over'],
    ['persona', 'person'],
    ['0', 'person'],
    ['9', 'language'],
    ['please start over with me', undefined],
    ['', undefined],
  ])('%s -> %s', (text, global) => expect(matchGlobal(fixtures, en, text)).toBe(global));
});

test.each([
  ['espanol', 'es'],
  ['English please', 'en'],
  ['¿habla español?', 'es'],
  ['my english teacher is sick', undefined],
  ['hola', undefined],
])('the language asked for by %j is %s', (text, asked) => expect(matchLanguage(fixtures, text)).toBe(asked));

describe('commands', () => {
  test.each([
    ['NEED FOOD', 'need', 'FOOD'],
    ['I need: food & Milk!', 'need', 'food & Milk!'],
    ['necesito pañales', 'need', 'pañales'],
    ['acept 412', 'accept', '412'],
    ['Mis casos', 'my-cases', ''],
    ['accept', 'accept', ''],
  ])('%s', (text, command, rest) => expect(matchCommand(fixtures, en, text)).toEqual({ command, rest }));
  test.each(['acept his apology', 'my', 'hello', '', '👍'])('%j is none', text => expect(matchCommand(fixtures, en, text)).toBeUndefined());
});

describe('an answer to a question with choices', () => {
  test.each([
    ['1', 'food', 'key', []],
    ['(1)', 'food', 'word', []],
    ['#1', 'food', 'word', []],
    ['1.', 'food', 'word', []],
    ['1️⃣', 'food', 'word', []],
    ['one', 'food', 'key', []],
    ['uno', 'food', 'key', []],
    ['1 food', 'food', 'key', []],
    ['1, food please', 'food', 'key', ['food please']],
    ['FOOD!!!', 'food', 'word', []],
    ['foods', 'food', 'word', []],
    ['ride', 'ride', 'word', []],
    ['a ride', 'ride', 'word', []],
    ['Comida', 'food', 'word', []],
    ['grocery', 'food', 'word', []],
    ['transprot', 'ride', 'typo', []],
    ['groceris', 'food', 'typo', []],
    ['I think groceries please', 'food', 'word', ['I think groceries please']],
    ['we need rent for sunday', 'money', 'word', ['we need rent for sunday']],
  ])('%s is %s', (text, choice, by, notes) => {
    const talk = new Talk('need').text(text);
    const key = by === 'word' && /\d/.test(text) ? 'key' : by;
    expect(talk.last.matched).toEqual({ by: key, choice });
    expect(talk.happened.filter(one => one.startsWith('note'))).toEqual(notes.map(note => `note:${note}`));
    expect(talk.happened).toContain(`what=${choice}`);
  });

  test.each(['fod', 'good', '1 ride please', "I don't need groceries"])('%j is asked about, not taken', text => {
    const talk = new Talk('need').text(text);
    expect(talk.said).toMatch(/^Did you mean .*\? 1 yes 2 no$/);
    expect(talk.session?.aside?.kind).toBe('did-you-mean');
    expect(talk.node).toBe('what');
  });

  test.each(['stop', 'yes', 'end', '4', '11', 'food and a ride', '👍', 'constructor', '__proto__', 'xyz'])('%j is no answer', text => {
    expect(new Talk('need').text(text).last.matched.by).toBe('none');
    expect(new Talk('need').text(text).said).toBe('Sorry, what do you need? 1 food 2 a ride 3 money');
  });

  test('yes to "Did you mean" takes the choice, no asks again', () => {
    expect(new Talk('need').text('fod').text('1').happened).toContain('what=food');
    expect(new Talk('need').text('fod').text('si').happened).toContain('what=food');
    expect(new Talk('need').text('fod').text('2').said).toContain('Sorry');
    expect(new Talk('need').text('fod').text('money').happened).toContain('what=money');
  });

  test('a number that the words count something with is not a key', () => {
    const talk = new Talk('need').text('food').text('11216').text('2 people', { people: 2 });
    expect(talk.happened).toEqual(['people=2']);
    expect(talk.node).toBe('when');
  });
});

describe('values', () => {
  const asked = (text: string, node: string, script = 'need') => new Talk(script, { node }).text(text).happened;
  test.each([
    ['4', 4],
    ['٤', 4],
    ['we are 4', 4],
    ['somos cuatro', 4],
    ['una familia de cinco', 5],
    ['treinta y cinco', 35],
    ['twenty two', 22],
    ['4people', 4],
    ['9', 9],
  ])('%s people is %d', (text, number) => expect(asked(text, 'people')).toContain(`people=${number}`));
  test('nobody is 0 people: that is the key for a person', () => {
    expect(new Talk('need', { node: 'people' }).text('0').last.global).toBe('person');
  });
  test.each(['61', '-4', '2.5', '2 and 3', 'many', '', '99999999999999999999'])('%j is not a number of people', text => {
    expect(asked(text, 'people')).toEqual([]);
  });
  test.each([
    ['11216', '11216'],
    ['my zip is 11216-1234 ok', '11216'],
    ['112161234', '11216'],
    ['1121612345', undefined],
    ['1121', undefined],
    ['١١٢١٦', '11216'],
    ['one one two one six', '11216'],
    ['11216 11217', undefined],
  ])('%s is the ZIP %s', (text, zip) => expect(asked(text, 'where').find(one => one.startsWith('where='))).toBe(zip && `where=${zip}`));
  test.each([
    ['5 god bless ana', ['rate=5', 'note:god bless ana']],
    ['five stars', ['rate=5', 'note:stars']],
    ['4/5', ['rate=4']],
    ['6', []],
  ])('%s is the rating %j', (text, effects) => expect(asked(text, 'rate', 'report')).toEqual(effects));
  test.each([
    ['yes', 'danger=true'],
    ['SI!', 'danger=true'],
    ['1', 'danger=true'],
    ['no, nobody now', 'danger=false'],
    ['nope', 'danger=false'],
  ])('%s answers %s', (text, effect) => expect(asked(text, 'danger', 'report')).toContain(effect));
  test.each(['yes no', 'maybe', 'noo', 'yess'])('%s is neither yes nor no', text => expect(asked(text, 'danger', 'report')).toEqual([]));
  test.each(['1 3', '1, 3', '1 and 3', '1 y 3'])('several keys at once: %s', text => {
    expect(asked(text, 'needs', 'several')).toContain('needs=food,ride');
  });
});
