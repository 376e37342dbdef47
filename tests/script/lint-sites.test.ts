import { describe, expect, test } from 'vitest';
import { fitted } from '../../shared/script/remember.ts';
import { added, addedBy, lint } from './support/findings.ts';
import { fixtureFiles, Talk } from './support/talk.ts';

/** Findings that share their code, or their words, with others: each by its own code, level and sentence. */
describe('each finding has its own code and level', () => {
  test('F03, going round until the line calls a person', () =>
    expect(
      addedBy({
        'need.yaml': [
          [
            'choices: [{ id: today }, { id: soon }, { id: this-week }]\n    retry: { no-match: 1, silence: 1, then: skip }\n    goto: [{ if: { people: unknown }, to: people }, done]',
            'choices: [{ id: today }, { id: soon }, { id: this-week }]\n    always: true\n    retry: { no-match: 1, silence: 1, then: skip }\n    goto: [{ if: { when: known }, to: done }, when]',
          ],
        ],
      }),
    ).toContainEqual(
      expect.stringMatching(/^F03 W need\.yaml:\d+ Someone whose answers are never understood goes round in "need" until the line calls/),
    ));

  test('F04, asked again without words for it', () =>
    expect(
      addedBy({
        'words/en.yaml': [['      no-match: ["Please tell us what happened."]\n', '']],
        'words/es.yaml': [['      no-match: ["Cuentenos que paso."]\n', '']],
      }),
    ).toContainEqual(
      expect.stringMatching(/^F04 E report\.yaml:\d+ "story" is asked again after an answer that was not understood, but no/),
    ));

  test('K02, a word for yes and for no', () =>
    expect(added('words/en.yaml', 'no: [no, n, nope]', 'no: [no, n, yeah]')).toContainEqual(
      expect.stringMatching(/^K02 E words\/en\.yaml:\d+ "yeah" means yes and no\.$/),
    ));

  test('L01, a placeholder that is lost, one that is not known, and one that the engine needs', () => {
    const found = added('words/es.yaml', 'Su numero es {code}', 'Su numero es {codigo}');
    expect(found).toContainEqual(expect.stringMatching(/^L01 E words\/es\.yaml:\d+ \{code\} stands in en and not here\.$/));
    expect(found).toContainEqual(expect.stringMatching(/^L01 E words\/es\.yaml:\d+ \{codigo\} stands here and not in en\.$/));
    expect(added('words/en.yaml', 'For {choice}, press {key}.', 'For {choice}, press it.')).toContainEqual(
      expect.stringMatching(/^L01 E words\/en\.yaml:\d+ "press" must contain \{key\}\.$/),
    );
  });

  test('L02, words of another language; V02, too long before the first key', () => {
    const english = '"Tell us what it is that you need and how we are to get it."';
    expect(added('words/es.yaml', '"Cuentenos que paso."', english)).toContainEqual(
      expect.stringMatching(/^L02 W words\/es\.yaml:\d+ ".*" reads like en, not es\.$/),
    );
    const long = `"${'Tell us. '.repeat(14)} {choices}"`;
    expect(added('words/en.yaml', '"What do you need? {choices}"', long)).toContainEqual(
      expect.stringMatching(/^V02 W words\/en\.yaml:\d+ ".*" talks \d+ seconds before its first key\.$/),
    );
  });

  test('S02, what a whole conversation costs', () => {
    const told = lint(fixtureFiles).filter(one => one.startsWith('S02'));
    expect(told).toContainEqual(
      expect.stringMatching(/^S02 I need\.yaml:\d+ "need" takes at most 5 segments in en when every question is answered at once\.$/),
    );
    // Each script, in each language.
    expect(told).toHaveLength(6);
    const longer = added('words/en.yaml', 'How many people is it for?', `How many people is it for? ${'Please tell us. '.repeat(12)}`);
    expect(longer).toContainEqual(expect.stringMatching(/^S02 I need\.yaml:\d+ "need" takes at most 6 segments in en/));
  });
});

test('a session keeps the last six questions to go back to, however long the conversation', () => {
  const { session } = new Talk('need').text('food');
  if (session === null) throw new Error('the conversation goes on');
  const trail = Array.from({ length: 20 }, (_, nth) => `question-${nth}`);
  expect(fitted({ ...session, trail }).trail).toEqual(trail.slice(14));
});
