import { own } from '../script/choices.ts';
import type { AskNode, Book, NodeWords } from '../script/script.ts';

/** Each choice as it is heard, after the words file's line `press`. */
export function choiceSentences(
  book: Book,
  tag: string,
  node: AskNode,
  words: NodeWords,
): readonly { readonly id: string; readonly text: string }[] {
  const press = own(own(book.words, tag)?.lines, 'press') ?? '{choice}: {key}.';
  return node.choices.map(({ id, key }) => {
    const label = labelOf(book, tag, words, id);
    const pattern = own(words.choices, id)?.aloud ?? press;
    return { id, text: pattern.replaceAll('{choice}', () => label).replaceAll('{key}', () => key) };
  });
}

/** A choice's label; yes and no have one in every language even where the script's words do not repeat them. */
export function labelOf(book: Book, tag: string, words: NodeWords, id: string): string {
  const label = own(words.choices, id)?.label;
  if (label !== undefined && label !== '') return label;
  const language = own(book.words, tag);
  return (id === 'yes' ? language?.yes[0] : id === 'no' ? language?.no[0] : undefined) ?? plainId(id);
}

/** An id as words, where nobody wrote any. */
export const plainId = (id: string): string => id.replaceAll('-', ' ');
