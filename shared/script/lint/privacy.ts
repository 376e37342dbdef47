import { type Finding, finding, type Linted, nodesOf, questionsOf } from './finding.ts';
import { placeholdersIn } from './texts.ts';

/** P: does a sensitive answer stay where it belongs? */
export function lintPrivacy(linted: Linted): readonly Finding[] {
  return Object.values(linted.book.scripts).flatMap(script => {
    const sensitive = new Set(
      questionsOf(linted.book).flatMap(one => (one.script === script && one.node.sensitive ? [one.node.slot] : [])),
    );
    const shown = sensitive.size === 0 ? [] : [...said(linted, script.id, sensitive), ...passedOn(linted, script.id, sensitive)];
    return [...shown, ...kept(linted, script.id)];
  });
}

/** Read back by text, it could be seen by whoever holds the phone. */
function said({ book, sources }: Linted, script: string, sensitive: ReadonlySet<string>): Finding[] {
  const found: Finding[] = [];
  for (const [language, words] of Object.entries(book.words)) {
    for (const [node, texts] of Object.entries(words.scripts[script] ?? {})) {
      const all = [texts.ask, texts.voice ?? '', ...texts.noMatch, ...texts.silence].join(' ');
      for (const slot of placeholdersIn(all).filter(name => sensitive.has(name))) {
        const place = sources.words(language, 'scripts', script, node);
        found.push(finding('P01', 'E', place, `"${node}" says {${slot}} aloud, which is a sensitive answer.`, 'Leave it out.'));
      }
    }
  }
  return found;
}

/** The session keeps only that it was told, so its value can neither decide a way nor be handed on later. */
function passedOn({ book, sources }: Linted, script: string, sensitive: ReadonlySet<string>): Finding[] {
  const found: Finding[] = [];
  for (const { script: where, node } of nodesOf(book)) {
    if (where.id !== script) continue;
    const choices = node.kind === 'ask' ? node.choices : [];
    for (const { name, args } of [...node.effects, ...choices.flatMap(choice => choice.effects)]) {
      const slot = Object.values(args).find(value => typeof value === 'string' && value.startsWith('$') && sensitive.has(value.slice(1)));
      if (slot !== undefined) {
        found.push(
          finding(
            'P01',
            'E',
            sources.script(script, 'nodes', node.id, 'do'),
            `"${name}" is handed ${String(slot)}, which is a sensitive answer.`,
            'Leave it out: the answer itself is kept under its own rules.',
          ),
        );
      }
    }
    for (const branch of [...node.goto, ...choices.flatMap(choice => choice.goto ?? [])]) {
      const slot = Object.entries(branch.if ?? {}).find(([name, value]) => sensitive.has(name) && value !== 'known' && value !== 'unknown');
      if (slot !== undefined) {
        found.push(
          finding(
            'P02',
            'E',
            sources.script(script, 'nodes', node.id),
            `"${node.id}" decides by the value of "${slot[0]}", which is sensitive and not kept.`,
            'Use "known" or "unknown", or let the choice itself say where it goes.',
          ),
        );
      }
    }
  }
  return found;
}

/** What people say in their own words may hold anything, so its author has to say how long it is kept, as for what is sensitive. */
function kept({ book, sources }: Linted, script: string): Finding[] {
  return questionsOf(book)
    .filter(({ script: where, node }) => where.id === script && (node.sensitive || node.input === 'text'))
    .filter(({ node }) => node.keepMs === undefined && !node.keptAsCase)
    .map(({ node }) =>
      finding(
        'P01',
        'E',
        sources.script(script, 'nodes', node.id),
        `"${node.id}" ${node.sensitive ? 'is sensitive' : 'takes any words'} and does not say how long its answer is kept.`,
        'Add "keep: P30D", or as long as it is truly needed; "keep: case" for as long as the case.',
      ),
    );
}
