import { own } from './choices.ts';
import type { Book, Session, Start, Turn, TurnContext } from './script.ts';
import { nodeNow, walkFrom, walkOf } from './walk.ts';

/**
 * Begins a script: asks its first question whose answer is not known, or runs straight through when nothing has to be asked. A script that
 * this book does not have goes to a person.
 */
export function startScript(book: Book, start: Start, context: TurnContext): Turn {
  const script = own(book.scripts, start.script);
  if (script === undefined) {
    return { session: null, effects: [{ name: 'person', why: 'script-changed' }], says: [], matched: { by: 'none' } };
  }
  const from = start.node !== undefined && nodeNow(script, start.node) !== undefined ? start.node : script.start;
  const session: Session = {
    script: start.script,
    rev: book.rev,
    node: from,
    person: start.person,
    language: start.language,
    channel: start.channel,
    known: start.known,
    shown: {},
    tries: { noMatch: 0, silence: 0 },
    trail: [],
    turns: 0,
    at: context.now,
  };
  return walkFrom(walkOf(book, script, session), from);
}
