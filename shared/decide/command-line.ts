import type { Outcome } from '../domain/case.ts';
import type { CaseCode } from '../domain/ids.ts';
import { assignTo, COMMAND_LINE, closeFor, mayStill, notedLine, noteFor } from './draft/acts.ts';
import { Draft } from './draft/draft.ts';
import type { Decision, World } from './draft/world.ts';
import { hasSafetyPeople } from './helper/powers.ts';

/** What a coordinator does at the command line: the same three acts as by text. */
export type Command =
  | { readonly act: 'assign'; readonly code: CaseCode; readonly name: string }
  | { readonly act: 'close'; readonly code: CaseCode; readonly outcome: Outcome }
  | { readonly act: 'note'; readonly code: CaseCode; readonly words: string };

/** The decision, and a sentence for the coordinator: what was done, or why not. */
export interface Done {
  readonly decision: Decision;
  readonly refused: boolean;
  readonly says: string;
}

/** One act of a coordinator on one case. An act that is refused changes nothing. */
export const decideCommandLine = (world: World, command: Command): Done => {
  const d = new Draft(world);
  const language = world.community.languages[0];
  const c = d.caseByCode(command.code);
  const say = (refused: boolean, line: string, fill: Parameters<Draft['line']>[2]): Done => ({
    decision: refused ? new Draft(world).decision() : d.decision(),
    refused,
    says: d.line(language, line, fill),
  });
  if (!c || !mayStill(command.act, c)) return say(true, 'no-case', { code: command.code });
  switch (command.act) {
    case 'assign': {
      const { line, fill, given } = assignTo(d, c, command.name, COMMAND_LINE, language);
      return say(!given, line, fill);
    }
    case 'close':
      if (c.kind === 'safety' && hasSafetyPeople(d, c)) return say(true, 'safety-only', { code: c.code });
      closeFor(d, c, command.outcome, COMMAND_LINE);
      return say(false, 'closed-told', { code: c.code, outcome: { term: `outcome.${command.outcome}` } });
    case 'note':
      if (command.words.trim() === '') return say(true, 'note-empty', { code: c.code });
      noteFor(d, c, command.words, COMMAND_LINE);
      return say(false, notedLine(c), { code: c.code });
  }
};
