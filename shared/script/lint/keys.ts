import { fold, oneEditApart } from '../fold.ts';
import { lexiconsOf } from '../lexicon.ts';
import { CARRIER_WORDS, CARRIER_WORDS_SPANISH, TYPO_LETTERS_MIN } from '../limits.ts';
import type { AskNode, Script } from '../script.ts';
import { type Finding, finding, type Linted, questionsOf } from './finding.ts';

/** Words that carriers act on before we see them; YES is one too, where it is not the answer to a yes-or-no question. */
const RESERVED: ReadonlySet<string> = new Set([...CARRIER_WORDS, ...CARRIER_WORDS_SPANISH]);
/** "INFO" alone is the carrier's; "INFO FOOD" is ours and has to begin so. */
const ALLOWED_AS_COMMAND = new Set(['info']);

interface Claim {
  readonly choice: string;
  readonly language: string;
  readonly word: string;
}

/** K: can two things be meant by one word or key? */
export function lintKeys(linted: Linted): readonly Finding[] {
  return [...questionsOf(linted.book).flatMap(({ script, node }) => lintQuestion(linted, script, node)), ...lintVocabulary(linted)];
}

/** Every word a person may use for a choice, folded, with who claims it. */
function claimsOf({ book }: Linted, script: Script, node: AskNode): readonly Claim[] {
  return Object.entries(book.words).flatMap(([language, words]) =>
    node.choices.flatMap(({ id }) => {
      const said = words.scripts[script.id]?.[node.id]?.choices[id];
      const own = said === undefined ? [] : [said.label, ...said.words];
      const answer = node.input === 'yesno' && (id === 'yes' || id === 'no') ? words[id] : [];
      return [...new Set([...own, ...answer].map(fold))].filter(word => word !== '').map(word => ({ choice: id, language, word }));
    }),
  );
}

function lintQuestion(linted: Linted, script: Script, node: AskNode): Finding[] {
  const { sources } = linted;
  const claims = claimsOf(linted, script, node);
  const at = (claim: Claim) => sources.words(claim.language, 'scripts', script.id, node.id, 'choices', claim.choice);
  const found: Finding[] = [];
  for (const claim of claims) {
    const answersYes = node.input === 'yesno' && (claim.choice === 'yes' || claim.choice === 'no');
    if (RESERVED.has(claim.word) && !answersYes) {
      found.push(
        finding(
          'K01',
          'E',
          at(claim),
          `"${claim.word}" belongs to the phone company: it may never reach us, or stop all texts.`,
          `Use another word for "${claim.choice}".`,
        ),
      );
    }
    const number = lexiconsOf(linted.book, claim.language)
      .map(one => one.numbers.get(claim.word))
      .find(one => one !== undefined);
    const keyed = node.choices.find(choice => choice.key === String(number));
    if (keyed !== undefined && keyed.id !== claim.choice) {
      found.push(
        finding(
          'K02',
          'E',
          at(claim),
          `"${claim.word}" is a word for "${claim.choice}", and the number of "${keyed.id}".`,
          'Use another word.',
        ),
      );
    }
  }
  found.push(
    ...collisions(claims, at, node.input !== 'yesno'),
    ...digits(linted, script, node),
    ...elsewhere(linted, script, node, claims, at),
  );
  return found;
}

type At = (claim: Claim) => { file: string; line: number };

/** Two choices that one word names, exactly or, where typos are forgiven, but for one letter. */
function collisions(claims: readonly Claim[], at: At, guesses: boolean): Finding[] {
  const found: Finding[] = [];
  for (const [index, one] of claims.entries()) {
    for (const other of claims.slice(0, index)) {
      if (one.choice === other.choice) continue;
      if (one.word === other.word) {
        found.push(
          finding(
            'K02',
            'E',
            at(one),
            `"${one.word}" means "${one.choice}" here (${one.language}) and "${other.choice}" elsewhere (${other.language}).`,
            'Keep it for one of the two.',
          ),
        );
      } else if (guesses && Math.min(one.word.length, other.word.length) >= TYPO_LETTERS_MIN && oneEditApart(one.word, other.word)) {
        found.push(
          finding(
            'K02',
            'W',
            at(one),
            `"${one.word}" (${one.choice}) and "${other.word}" (${other.choice}) are one letter apart.`,
            'A slip of the finger is then asked about; other words make it easier.',
          ),
        );
      }
    }
  }
  return found;
}

/** Where the answer is itself a number, a choice's key cannot be told from it. */
function digits({ sources }: Linted, script: Script, node: AskNode): Finding[] {
  if (node.input !== 'number' && node.input !== 'rating') return [];
  const either = node.choices.find(({ key }) => Number(key) <= node.max);
  if (either === undefined) return [];
  const place = sources.script(script.id, 'nodes', node.id, 'choices');
  return [
    finding(
      'K02',
      'E',
      place,
      `"${node.id}" asks for a number and has keys as well: "${either.key}" could be either.`,
      `Remove the choice, or give it a key above ${node.max}.`,
    ),
  ];
}

/** A choice's word that also begins a command, or is a word of the line itself. */
function elsewhere({ book }: Linted, _script: Script, _node: AskNode, claims: readonly Claim[], at: At): Finding[] {
  const found: Finding[] = [];
  for (const claim of claims) {
    for (const lexicon of lexiconsOf(book, claim.language)) {
      const global = lexicon.globals.get(claim.word);
      if (global !== undefined && global !== claim.choice && global !== 'skip') {
        found.push(
          finding(
            'K03',
            'W',
            at(claim),
            `"${claim.word}" is a word of the line itself (${global}) and wins over this choice.`,
            'Use another word.',
          ),
        );
      }
      const command = lexicon.commands.get(claim.word);
      if (command !== undefined && command !== claim.choice && global === undefined) {
        found.push(
          finding(
            'K03',
            'I',
            at(claim),
            `"${claim.word}" also begins the command "${command}".`,
            'Here it is this choice. Use another word if that could surprise someone.',
          ),
        );
      }
    }
  }
  return found.filter(
    (one, index) => found.findIndex(other => other.what === one.what && other.line === one.line && other.file === one.file) === index,
  );
}

/** The line's own words must not be the carrier's, nor mean two things. */
function lintVocabulary({ book, sources }: Linted): Finding[] {
  const found: Finding[] = [];
  for (const [language, words] of Object.entries(book.words)) {
    for (const part of ['globals', 'commands'] as const) {
      const seen = new Map<string, string>();
      for (const [name, list] of Object.entries(words[part])) {
        for (const word of list.map(fold)) {
          const place = sources.words(language, part, name);
          if (RESERVED.has(word) && !ALLOWED_AS_COMMAND.has(word)) {
            found.push(
              finding('K01', 'E', place, `"${word}" belongs to the phone company and cannot be a word for "${name}".`, 'Use another word.'),
            );
          }
          const other = seen.get(word);
          if (other !== undefined && other !== name)
            found.push(finding('K02', 'E', place, `"${word}" is a word for "${other}" and for "${name}".`, 'Keep it for one of the two.'));
          seen.set(word, name);
        }
      }
    }
    const yes = new Set(words.yes.map(fold));
    const both = words.no.map(fold).find(word => yes.has(word));
    if (both !== undefined)
      found.push(finding('K02', 'E', sources.words(language, 'no'), `"${both}" means yes and no.`, 'Keep it for one of the two.'));
  }
  return found;
}
