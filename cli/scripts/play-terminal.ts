import { createInterface } from 'node:readline';

/** Something to show: what was done, what came to a phone, what the caller hears, or a word about the play itself. */
export type Shown =
  | { readonly echo: string }
  | { readonly from: string; readonly body: string; readonly segments?: number }
  | { readonly heard: string; readonly from?: string; readonly seconds?: number }
  | { readonly note: string };

/** Someone who hears typed lines and answers what to show. */
export interface Player {
  readonly prompt: string;
  readonly help: readonly string[];
  readonly over: boolean;
  hear(line: string): Promise<readonly Shown[]>;
}

const NAME_WIDTH = 4;

const lineOf = (shown: Shown, colours: boolean): string => {
  const dim = (text: string): string => (colours ? `\u001b[2m${text}\u001b[22m` : text);
  const bold = (text: string): string => (colours ? `\u001b[1m${text}\u001b[22m` : text);
  if ('echo' in shown) return dim(shown.echo);
  if ('note' in shown) return dim(shown.note);
  const name = bold((shown.from ?? '').padEnd(NAME_WIDTH));
  if ('heard' in shown)
    return shown.from === undefined ? `< ${shown.heard}` : `${name} hears: ${shown.heard}  ${dim(`[${shown.seconds} s]`)}`;
  if (shown.segments === undefined) return `${name} ${shown.body}`;
  return `${name} < ${shown.body}  ${dim(`[${shown.segments} segment${shown.segments === 1 ? '' : 's'}]`)}`;
};

/** Lets somebody type to a player until they quit or the input ends. Colours and prompts are for terminals only. */
export const typeTo = async (player: Player, opening: readonly Shown[]): Promise<void> => {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const show = (all: readonly Shown[]): void => {
    // At a terminal the typed line stands there already.
    const fresh = all.filter(one => !(isTerminal && 'echo' in one && !one.echo.startsWith('~')));
    for (const one of fresh) process.stdout.write(`${lineOf(one, isTerminal)}\n`);
  };
  const typed = createInterface({ input: process.stdin, ...(isTerminal ? { output: process.stdout } : {}), terminal: isTerminal });
  const ask = (): void => {
    if (!isTerminal) return;
    typed.setPrompt(player.prompt);
    typed.prompt();
  };
  if (isTerminal) show(player.help.map(note => ({ note })));
  show(opening);
  ask();
  for await (const line of typed) {
    show(await player.hear(line));
    if (player.over) break;
    ask();
  }
  typed.close();
};
