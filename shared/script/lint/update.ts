import type { AskNode, Book, Node, Script } from '../script.ts';
import { nodeNow } from '../walk.ts';
import { type Finding, finding, type Linted } from './finding.ts';

/** U: what would this edit do to someone who is in the middle of a conversation of the book that runs now? */
export function lintUpdate(linted: Linted): readonly Finding[] {
  const { against, book, sources } = linted;
  if (against === undefined) return [];
  return Object.values(against.scripts).flatMap(before => {
    const now = book.scripts[before.id];
    if (now !== undefined) return Object.values(before.nodes).flatMap(node => lintNode(linted, node, now));
    const what = `The script "${before.id}" is gone; whoever is in it is passed to a person.`;
    return [finding('U01', 'E', sources.script(before.id), what, 'Keep the file until nobody is in it any more (72 hours).')];
  });
}

function lintNode({ sources }: Linted, before: Node, script: Script): readonly Finding[] {
  if (before.kind !== 'ask') return [];
  const now = nodeNow(script, before.id);
  if (now?.kind !== 'ask') {
    const what = `The question "${before.id}" is gone; whoever was asked it is asked something else.`;
    return [
      finding(
        'U01',
        'E',
        sources.script(script.id, 'nodes'),
        what,
        `If another question took its place, add "moved: { ${before.id}: new-name }".`,
      ),
    ];
  }
  return [
    ...lintInput(sources.script(script.id, 'nodes', now.id), before, now),
    ...lintChoices(sources.script(script.id, 'nodes', now.id, 'choices'), before, now, script),
  ];
}

type Where = { file: string; line: number };

function lintInput(place: Where, before: AskNode, now: AskNode): readonly Finding[] {
  const found: Finding[] = [];
  if (before.input !== now.input) {
    const what = `"${now.id}" asked for ${before.input} and now asks for ${now.input}; a reply to the old question may not be understood.`;
    found.push(
      finding(
        'U01',
        'E',
        place,
        what,
        `Give the new question a new name and add "moved: { ${before.id}: its-name }" if it stands for the old one.`,
      ),
    );
  }
  if (before.slot !== now.slot && before.id === now.id) {
    found.push(
      finding(
        'U01',
        'W',
        place,
        `"${now.id}" kept its answer as "${before.slot}" and now keeps it as "${now.slot}"; who has answered is asked again.`,
        'Keep the old slot if you can.',
      ),
    );
  }
  return found;
}

function lintChoices(place: Where, before: AskNode, now: AskNode, script: Script): readonly Finding[] {
  const found: Finding[] = [];
  for (const choice of before.choices) {
    const same = now.choices.find(one => one.id === choice.id);
    if (same === undefined && script.moved[`${before.id}/${choice.id}`] === undefined) {
      const what = `The choice "${choice.id}" of "${before.id}" is gone; whoever picks it is asked again.`;
      found.push(
        finding('U01', 'E', place, what, `If another took its place, add "moved: { ${before.id}/${choice.id}: ${now.id}/new-name }".`),
      );
    }
    if (same !== undefined && same.key !== choice.key) {
      const what = `"${choice.id}" of "${before.id}" had the key ${choice.key} and now has ${same.key}. A reply to the old text is still read rightly; who knows the keys by heart may err.`;
      found.push(finding('U02', 'W', place, what, 'Keep the old key if you can.'));
    }
  }
  return found;
}

/** A compiled book as `scripts compile` writes it, or undefined when the text is none. */
export function bookFromJson(text: string): Book | undefined {
  try {
    const value = JSON.parse(text) as Partial<Book> | null;
    const isBook = typeof value?.rev === 'string' && typeof value.scripts === 'object' && typeof value.words === 'object';
    return isBook ? (value as Book) : undefined;
  } catch {
    return undefined;
  }
}
