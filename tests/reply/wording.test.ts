import { describe, expect, test } from 'vitest';
import { language } from '../../shared/domain/ids.ts';
import { wordingOf } from '../../shared/reply/wording.ts';
import type { Channel, Fill, Say } from '../../shared/script/script.ts';
import { bookFrom, edited, fixtures } from '../script/support/talk.ts';

const said = (say: Say, tag = 'en', channel: Channel = 'sms') => wordingOf(fixtures, [say], language(tag), channel);
const line = (name: string, fill: Fill = {}): Say => ({ kind: 'line', line: name, fill });
const ask = (node: string, script = 'need'): Say => ({ kind: 'ask', script, node });

describe('choices come from one list', () => {
  test('where the author put them, or at the end', () => {
    expect(said(ask('what')).text).toBe('What do you need? 1 food 2 a ride 3 money');
    expect(said(ask('when'), 'es').text).toBe('¿Para cuando? 1 hoy 2 en 1-2 dias 3 esta semana');
  });
  test('not twice where the author named every key', () => expect(said(ask('where')).text).toBe('What is your ZIP? Not sure: 1'));
  test('yes and no need no labels', () =>
    expect(said(ask('danger', 'report'), 'es').text).toBe('¿Hay alguien en peligro ahora? 1 si 2 no'));
  test('aloud, the goal comes before the key and a line break is a pause', () => {
    expect(said(ask('what'), 'en', 'voice').text).toBe('What do you need? For food, press 1.\nFor a ride, press 2.\nFor money, press 3.');
    expect(said(ask('where'), 'es', 'voice').text).toBe('Marque su codigo postal.\nPara no se, oprima 1.');
  });
});

test('where the sentence goes on after the choices, no full stop stands before its comma', () => {
  const files = edited('words/en.yaml', text => text.replace('What do you need? {choices}', 'What do you need? {choices}, or say it.'));
  const { text } = wordingOf(bookFrom(files), [ask('what')], language('en'), 'voice');
  expect(text).toBe('What do you need? For food, press 1.\nFor a ride, press 2.\nFor money, press 3, or say it.');
});

describe('other wordings', () => {
  test('the nth, and the last for every further one', () => {
    const again = (nth: number) => said({ kind: 'no-match', script: 'need', node: 'what', nth }).text;
    expect([again(1), again(2), again(7)]).toEqual([
      'Sorry, what do you need? 1 food 2 a ride 3 money',
      'Reply with a number, please.',
      'Reply with a number, please.',
    ]);
  });
  test('aloud the list is said again even where the text does not name it', () => {
    expect(said({ kind: 'no-match', script: 'need', node: 'what', nth: 2 }, 'en', 'voice').text).toContain('For money, press 3.');
  });
});

describe('placeholders', () => {
  const needs = (...names: string[]) => names.map(name => ({ term: `needs.${name}` }));
  test.each([
    ['en', ['food'], 'Got it, food. Your code is 412.'],
    ['en', ['food', 'baby'], 'Got it, food and baby things. Your code is 412.'],
    ['es', ['food', 'baby', 'ride'], 'Anotado, comida, cosas de bebe y transporte. Su numero es 412.'],
    ['en', ['pet-food'], 'Got it, pet food. Your code is 412.'],
  ])('are joined the way of %s: %j', (tag, names, text) => {
    expect(said(line('written-down', { needs: needs(...names), code: '412' }), tag).text).toBe(text);
  });
  test.each([
    [{}, 'Got it. Your code is.'],
    [{ code: '412' }, 'Got it. Your code is 412.'],
    [{ needs: [], code: '412' }, 'Got it. Your code is 412.'],
  ])('that nobody filled are left out: %j', (fill, text) => expect(said(line('written-down', fill)).text).toBe(text));
  test('codes are read digit by digit aloud, counts as numbers', () => {
    expect(said(line('written-down', { needs: 'food', code: '412' }), 'en', 'voice').text).toBe('Got it, food. Your code is 4, 1, 2.');
    expect(said({ kind: 'ask', script: 'need', node: 'done', fill: { people: 120, when: 'today' } }, 'en', 'voice').text).toBe(
      'Thanks. 120 people, today.',
    );
  });
  test('words of a person that look like placeholders stay as they are', () => {
    expect(said(line('written-down', { needs: '{code} $& {needs}', code: '412' })).text).toBe(
      'Got it, {code} $& {needs}. Your code is 412.',
    );
  });
});

describe('a missing language', () => {
  test('falls back for that string alone, and says which language was used', () => {
    expect(said(line('english-only'), 'es')).toMatchObject({ text: 'Only in English.', language: 'en' });
    const both = wordingOf(fixtures, [line('english-only'), ask('what')], language('es'), 'sms');
    expect(both.language).toBe('es');
    expect(both.parts.map(part => part.language)).toEqual(['en', 'es']);
  });
  test('an unknown language gets the first; an unknown line is nothing', () => {
    expect(said(line('press'), 'ht').language).toBe('en');
    expect(said(line('no such line')).text).toBe('');
  });
});
