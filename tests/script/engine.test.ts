import { describe, expect, test } from 'vitest';
import { STUCK_MAX } from '../../shared/script/limits.ts';
import { bookFrom, edited, Talk } from './support/talk.ts';

describe('a conversation from its start to its end', () => {
  test('asks one thing after the other and acts on the answers', () => {
    const talk = new Talk('need');
    expect(talk.said).toBe('What do you need? 1 food 2 a ride 3 money');
    expect(talk.text('1').happened).toEqual(['what=food']);
    expect(talk.said).toBe('What is your ZIP? Not sure: 1');
    expect(talk.text('11216').last.effects).toContainEqual({ name: 'do', what: 'located', args: { zip: '11216' } });
    expect(talk.said).toBe('When is it needed? 1 today 2 in 1-2 days 3 this week');
    expect(talk.text('tomorrow').node).toBe('people');
    expect(talk.text('4').happened).toEqual(['people=4', 'ready']);
    expect(talk.said).toBe('Thanks. 4 people, in 1-2 days.');
    expect(talk.session).toBeNull();
  });

  test('a choice goes its own way with its own effects', () => {
    const talk = new Talk('need').text('ride');
    expect(talk.happened).toEqual(['what=ride', 'ride-asked']);
    expect(talk.node).toBe('when');
  });

  test('never asks what is known, and runs straight through when all is', () => {
    expect(new Talk('need', { known: { what: 'food', where: '11216' } }).node).toBe('when');
    const told = new Talk('need', { known: { what: 'food', where: '11216', when: 'today', people: 3 } });
    expect(told.session).toBeNull();
    expect(told.said).toBe('Thanks. 3 people, today.');
    expect(told.happened).toEqual(['ready']);
    expect(new Talk('need', { known: { what: 'ride', when: 'today', people: 3 } }).session).toBeNull();
  });

  test('what is told beyond the question is an answer too', () => {
    const talk = new Talk('need').text('food for 4 in 11216', { people: 4, where: '11216' });
    expect(talk.happened).toEqual(['what=food', 'people=4', 'where=11216', 'note:food for 4 in 11216', 'located']);
    expect(talk.node).toBe('when');
  });

  test('facts without an answer are taken, and the question is asked again without counting', () => {
    const talk = new Talk('need').text('we are 4', { people: 4 });
    expect(talk.happened).toEqual(['people=4']);
    expect(talk.session?.tries).toEqual({ noMatch: 0, silence: 0 });
    expect(talk.said).toContain('What do you need?');
    expect(talk.text('we are 4', { people: 4 }).session?.tries.noMatch).toBe(1);
  });

  test('what is told beside a guess is taken at once', () => {
    expect(new Talk('need').text('fod', { people: 4 }).happened).toEqual(['people=4']);
  });

  test('branches on a value', () => {
    expect(new Talk('need').text('food').text('99999').said).toBe('That is outside our area.');
  });

  test('speaks the language of the session', () => {
    const talk = new Talk('need', { lang: 'es' });
    expect(talk.said).toBe('¿Que necesita? 1 comida 2 un viaje 3 dinero');
    expect(talk.text('despensa').happened).toContain('what=food');
  });
});

describe('nonsense and silence', () => {
  test('are counted apart, said in their own words, and reset by an answer', () => {
    const talk = new Talk('need').text('xyz').give({ kind: 'silence' });
    expect(talk.said).toBe('Are you there? 1 food 2 a ride 3 money');
    expect(talk.session?.tries).toEqual({ noMatch: 1, silence: 1 });
    expect(talk.text('1').session?.tries).toEqual({ noMatch: 0, silence: 0 });
    expect(talk.session?.stuck).toBeUndefined();
  });
  test('skip where the question says so, and call a person where it says nothing', () => {
    const skipping = new Talk('need').text('xyz').text('xyz');
    expect(skipping.happened).toEqual(['skipped:what']);
    expect(skipping.node).toBe('where');
    const people = new Talk('need', { node: 'people' }).text('xyz').text('xyz');
    expect(people.said).toBe('Just the number, please.');
    expect(people.text('xyz').happened).toEqual(['person:no-match']);
    expect(people.session).toBeNull();
  });
  test('go where the question says', () => {
    expect(new Talk('several').text('xyz').text('xyz').node).toBe('why');
  });
  test.each(['xyz', ''])('end at a person in at most six turns, whatever the script says: %j', text => {
    const talk = new Talk('need');
    let turns = 0;
    while (talk.session !== null && turns < 20) {
      talk.text(text);
      turns++;
    }
    expect(talk.happened).toContain('person:no-match');
    expect(turns).toBe(STUCK_MAX);
  });
});

describe('globals', () => {
  test('SKIP passes a question that may be skipped, and is no answer elsewhere', () => {
    expect(new Talk('need').text('skip').happened).toEqual(['skipped:what']);
    expect(new Talk('need', { node: 'people' }).text('skip').session?.tries.noMatch).toBe(1);
  });
  test('BACK goes to the question before and forgets its answer', () => {
    const talk = new Talk('need').text('food').text('11216').text('back');
    expect(talk.node).toBe('where');
    expect(talk.known).toEqual({ what: 'food' });
    expect(talk.text('atras').node).toBe('what');
    expect(talk.text('back').node).toBe('what');
  });
  test('START OVER forgets what was answered here and keeps what was known before', () => {
    const talk = new Talk('need', { known: { people: 3 } }).text('food').text('11216').text('start over');
    expect(talk.node).toBe('what');
    expect(talk.known).toEqual({ people: 3 });
  });
  test('REPEAT asks again, as the star does on a keypad', () => {
    expect(new Talk('need').text('repeat').said).toContain('What do you need?');
    expect(new Talk('need', { channel: 'voice' }).give({ kind: 'digits', digits: '*' }).said).toContain('For food, press 1.');
  });
  test.each([
    ['menu', 'menu'],
    ['persona', 'person'],
    ['0', 'person'],
    ['9', 'language'],
  ])('%s is handed on and leaves the session as it was', (text, global) => {
    const talk = new Talk('need').text(text);
    expect(talk.last.global).toBe(global);
    expect(talk.node).toBe('what');
    expect(talk.happened).toEqual([]);
  });
});

describe('a long pause', () => {
  test('under half an hour goes on', () => expect(new Talk('need').wait(29).text('xyz').said).toContain('Sorry'));
  test('after that an exact answer is taken, anything else is met without naming the topic', () => {
    expect(new Talk('need').wait(31).text('1').happened).toContain('what=food');
    expect(new Talk('need').wait(31).text('Food.').happened).toContain('what=food');
    const back = new Talk('need').wait(31).text('hello who is this');
    expect(back.said).toBe('Welcome back. 1 continue 2 start over 3 someone else');
    expect(back.text('1').said).toContain('What do you need?');
  });
  test('2 starts over, 3 is someone else', () => {
    const talk = () => new Talk('need').text('food').wait(60).text('hm');
    expect(talk().text('2').node).toBe('what');
    const other = talk().text('3');
    expect(other.happened).toEqual(['someone-else']);
    expect(other.session).toBeNull();
  });
  test('after three days the conversation is over', () => {
    const talk = new Talk('need').wait(72 * 60 + 1).text('1');
    expect(talk.last).toEqual({ session: null, effects: [], says: [], matched: { by: 'none' } });
  });
  test('BACK and REPEAT name nothing either', () => {
    expect(new Talk('need').text('food').wait(60).text('back').said).toContain('Welcome back');
    expect(new Talk('need').wait(60).text('repeat').said).toContain('Welcome back');
  });
});

describe('sensitive answers', () => {
  test('are told whole, marked, and not kept in the session', () => {
    const story = 'a man from the truck yelled at my kid and grabbed his bag at the table';
    const talk = new Talk('report').text(story);
    expect(talk.last.effects[0]).toEqual({
      name: 'answer',
      slot: 'story',
      value: story.slice(0, 40),
      raw: story,
      sensitive: true,
      keepMs: 30 * 86_400_000,
    });
    expect(JSON.stringify(talk.session)).not.toContain('truck');
    expect(talk.node).toBe('danger');
  });
});

describe('by phone', () => {
  const call = (options: ConstructorParameters<typeof Talk>[1] = {}) => new Talk('need', { channel: 'voice', ...options });
  test('keys and words are the same answers', () => {
    expect(call().give({ kind: 'digits', digits: '1' }).happened).toContain('what=food');
    expect(call().give({ kind: 'speech', text: 'Groceries.', confidence: 0.9 }).happened).toContain('what=food');
    expect(call({ node: 'where' }).give({ kind: 'digits', digits: '11216#' }).happened).toContain('where=11216');
  });
  test('what was not heard well is confirmed by key', () => {
    const talk = call().give({ kind: 'speech', text: 'food', confidence: 0.2 });
    expect(talk.said).toBe('Did you mean food? 1 yes 2 no');
    expect(talk.give({ kind: 'digits', digits: '1' }).happened).toContain('what=food');
    const zip = call({ node: 'where' }).give({ kind: 'speech', text: '11216', confidence: 0.2 });
    expect(zip.said).toBe('Did you mean 1, 1, 2, 1, 6? 1 yes 2 no');
    expect(zip.give({ kind: 'digits', digits: '1' }).happened).toContain('where=11216');
  });
  test('a yes or no that was not heard well is confirmed as well', () => {
    const talk = new Talk('report', { channel: 'voice', node: 'danger' }).give({ kind: 'speech', text: 'yes', confidence: 0.1 });
    expect(talk.session?.aside).toEqual({ kind: 'did-you-mean', choice: 'yes' });
    expect(talk.give({ kind: 'digits', digits: '1' }).happened).toContain('danger=true');
  });
  test('nothing pressed is silence, and a hang-up changes nothing', () => {
    expect(call().give({ kind: 'digits', digits: '#' }).session?.tries.silence).toBe(1);
    const talk = call();
    const before = talk.session;
    expect(talk.give({ kind: 'hangup' }).session).toEqual(before);
  });
});

describe('a script edited in the middle of a conversation', () => {
  const reordered = edited('need.yaml', text =>
    text.replace('      - { id: food }\n', '').replace('- { id: money }', '- { id: money }\n      - { id: food }'),
  );
  test('an old reply is read against the question that was sent', () => {
    const talk = new Talk('need');
    talk.book = bookFrom(reordered);
    expect(talk.text('1').happened).toContain('what=food');
    const words = new Talk('need');
    words.book = bookFrom(
      edited('words/en.yaml', text => text.replace('label: a ride, words: [transport, lift]', 'label: transport, words: [lift]')),
    );
    expect(words.text('a ride').happened).toContain('what=ride');
  });
  test('a moved choice is followed', () => {
    const talk = new Talk('need');
    talk.book = bookFrom(edited('need.yaml', text => `${text.replace('{ id: money }', '{ id: fund }')}moved: { what/money: what/fund }\n`));
    expect(talk.text('3').happened).toContain('what=fund');
  });
  test('a choice that is gone asks the question as it is now', () => {
    const talk = new Talk('need');
    talk.book = bookFrom(edited('need.yaml', text => text.replace('{ id: money }', '{ id: fund }')));
    expect(talk.text('3').said).toMatch(/^We changed our questions a little. What do you need\?/);
  });
  test('a moved node is followed, with its answers', () => {
    const talk = new Talk('need').text('food').text('11216');
    talk.book = bookFrom(edited('need.yaml', text => `${text.replaceAll('when', 'day')}moved: { when: day }\n`));
    expect(talk.text('2').happened).toEqual(['day=soon']);
  });
  test('a node that is gone leads on from the nearest that stands, and keeps their words', () => {
    const talk = new Talk('need').text('food');
    talk.book = bookFrom(edited('need.yaml', text => text.replaceAll('where', 'spot')));
    expect(talk.text('11216 near the park').happened).toEqual(['note:11216 near the park']);
    expect(talk.node).toBe('spot');
    expect(talk.known).toEqual({ what: 'food' });
  });
  test('a script that is gone calls a person', () => {
    const talk = new Talk('need');
    talk.book = bookFrom(edited('need.yaml', text => text.replace('script: need', 'script: needs')));
    expect(talk.text('hello there').happened).toEqual(['note:hello there', 'person:script-changed']);
  });
});
