import { isAuthorTest } from '../read.ts';
import { runAuthorTests } from './author-tests.ts';
import { type Finding, finding, type Linted, listed, nodesOf } from './finding.ts';

/** T: do the authors' own tests hold, and what do they never go through? */
export function lintCoverage(linted: Linted): readonly Finding[] {
  const { book, files, sources } = linted;
  const runs = files.filter(file => isAuthorTest(file.name)).map(file => runAuthorTests(book, file));
  const failed = runs.flatMap(run => run.problems.map(problem => finding('T01', 'E', problem, problem.what, problem.fix)));
  const covered = new Set(runs.flatMap(run => [...run.covered]));
  const untested = nodesOf(book).flatMap(({ script, node }) => {
    const name = `${script.id}/${node.id}`;
    if (node.kind === 'say' && !node.speaks) return [];
    const place = sources.script(script.id, 'nodes', node.id);
    if (!covered.has(name)) return [finding('T02', 'I', place, `No test goes through "${node.id}".`, `Add one to ${script.id}.test.yaml.`)];
    const missed =
      node.kind === 'ask' ? node.choices.filter(choice => !covered.has(`${name}/${choice.id}`)).map(choice => `"${choice.id}"`) : [];
    return missed.length === 0
      ? []
      : [finding('T02', 'I', place, `No test picks ${listed(missed)} at "${node.id}".`, `Add one to ${script.id}.test.yaml.`)];
  });
  return [...failed, ...untested];
}
